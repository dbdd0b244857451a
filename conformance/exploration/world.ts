/** The run's own tickets in an exploration: actions are carried out on them, and what was set must be what is read. */
import type { OperationId } from '../../contract/operations.js';
import type { RequirementId } from '../../generated/requirements.js';
import { IllegibleAnswer, NoAnswer } from '../client/answer.js';
import type { Answer, Context } from '../kernel/context.js';
import type { Finding } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { remove } from '../steps/deletions.js';
import { Frame, inWords } from '../steps/frames/frame.js';
import type { Role } from '../steps/frames/readings.js';
import {
  creation,
  deletion,
  link as linking,
  unlink as unlinking,
  update as updating,
  type Write,
} from '../steps/frames/writes.js';
import { getTicket, type ticketIn } from '../steps/own-tickets.js';
import { link, listChildren } from '../steps/subtickets.js';
import { unlink as takeFromParent } from '../steps/unlinking.js';
import type { TicketChanges } from '../steps/updates.js';
import type { Action, Creation, Update } from './actions.js';
import { hasParentAsDone, shownKin } from './kin.js';
import { type Chosen, type Comparison, chosenFields, dueShown, idsShown, textShown } from './set-fields.js';
import { attached, file, type SentFile } from './texts.js';

/** What is known of the installation's lists, by the fields of requests: IDs that can be given. */
export type Values = Readonly<
  Record<'departmentId' | 'priority' | 'topicId' | 'statusId' | 'slaId' | 'staffId', readonly number[]>
>;

/** A file that a ticket must have, and the requirement of the request that it was sent with. */
export interface KeptFile extends SentFile {
  operation: 'createTicket' | 'updateTicket';
}

export interface Modelled {
  role: Role;
  number: string;
  parent: Modelled | undefined;
  files: KeptFile[];
}

export class World {
  readonly frame: Frame;
  readonly alive: Modelled[] = [];
  /** What was done, for people. */
  readonly story: string[] = [];
  /** Whether a write was refused or not answered: what there is now is not known for certain. */
  unsure = false;
  /** Whether a write may have been done in part, since it was not answered, or not in a way that says: nothing is judged any more. */
  lost = false;
  #made = 0;
  /** The answer to the write that was sent last; nothing where it was not sent, or not answered. */
  #answer: Answer | undefined;

  constructor(
    readonly t: Context,
    /** It is in the subjects of the tickets of this sequence alone. */
    readonly word: string,
    private readonly values: Values,
    private readonly counts: (finding: Finding) => boolean,
    /** Names by addresses, of the whole run: an installation keeps the name of a user whom it knows. */
    private readonly users: Map<string, string>,
  ) {
    this.frame = new Frame(t, word);
  }

  /** Carries an action out; one that is not possible here is passed over. @returns what it has shown to be broken */
  async take(action: Action): Promise<Finding | undefined> {
    switch (action.kind) {
      case 'create':
        return this.#create(action);
      case 'update':
        return this.#update(action);
      case 'link':
        return this.#link(this.#at(action.parent), this.#at(action.child));
      case 'unlink':
        return this.#unlink(this.#at(action.ticket));
      default:
        return this.#delete(this.#at(action.ticket), action.xml);
    }
  }

  childrenOf = (parent: Modelled): Modelled[] => this.alive.filter((one) => one.parent === parent);

  #at = (place: number): Modelled | undefined => this.alive[place % Math.max(1, this.alive.length)];

  get #hasSubtickets(): boolean {
    const { capabilities, permissions } = this.t.session;
    return capabilities.subtickets !== false && permissions.can_manage_subtickets !== false;
  }

  /** Does a write and judges what else it changed. @returns the finding, or whether it was a success */
  async #do(write: Write, told: string, ...roles: Role[]): Promise<Finding | boolean> {
    const before = this.frame.moved.length;
    this.#answer = undefined;
    const send = async (t: Context) => {
      try {
        this.#answer = await write.send(t);
      } catch (reason) {
        this.lost ||= reason instanceof NoAnswer || reason instanceof IllegibleAnswer;
        throw reason;
      }
      // Neither a success nor a refusal.
      const { isSuccess, status } = this.#answer;
      this.lost ||= !isSuccess && (status < 400 || status >= 500);
      return this.#answer;
    };
    const done = await this.frame.write({ ...write, send }, roles);
    if (!done) {
      this.unsure = true;
      return false;
    }
    this.story.push(told);
    for (const moved of this.frame.moved.slice(before)) {
      const found = this.finding(
        moved.requirement,
        write.operation,
        'nothing else to change',
        inWords(moved),
        moved.answers,
      );
      if (found) return found;
    }
    return true;
  }

  /** A finding, unless another check has something to say about its requirement already. */
  finding(
    requirement: RequirementId,
    operation: OperationId,
    expected: string,
    actual: string,
    answers: readonly Answer[],
    pointer?: string,
  ) {
    const found: Finding = { requirement, operation, expected, actual, answers, ...(pointer ? { pointer } : {}) };
    return this.counts(found) ? found : undefined;
  }

  /** Compares values that were set with those that are read. */
  #compare(role: Role, operation: OperationId, places: readonly Comparison[]) {
    const { ticket } = this.frame.answersOf(role);
    for (const [requirement, place, right, expected, actual] of places) {
      if (right || !ticket) continue;
      const found = this.finding(
        requirement,
        operation,
        show(expected),
        `${show(actual)} of ${role}`,
        [ticket],
        `/${place}`,
      );
      if (found) return found;
    }
    return undefined;
  }

  /** The IDs that are sent for the fields that an action chooses. */
  #chosen(action: Creation | Update): Partial<Record<Chosen, number>> {
    const entries = chosenFields.flatMap((field) => {
      const choice = (action as Partial<Record<Chosen, number>>)[field];
      const known = this.values[field];
      return choice === undefined || known.length === 0 ? [] : [[field, known[choice % known.length]] as const];
    });
    return Object.fromEntries(entries);
  }

  async #create(action: Creation): Promise<Finding | undefined> {
    const { t, frame } = this;
    const role = `ticket ${++this.#made}`;
    const parent = action.parent === undefined || !this.#hasSubtickets ? undefined : this.#at(action.parent);
    const email = `osticket-contract+${t.session.run.id}-${action.address}@example.com`;
    const files = action.files.map((kind) => file(kind, this.#made));
    const ids = this.#chosen(action);
    const fields = {
      name: action.name,
      email,
      message: action.message,
      format: 'text' as const,
      ...ids,
      ...(action.due ? { duedate: action.due } : {}),
      ...(files.length > 0 ? { attachments: files.map(attached) } : {}),
      ...(parent ? { parentTicketId: parent.number } : {}),
    };
    const send = () => frame.make(role, fields, action.subject);
    const told = `${role} is created${parent ? ` as a child of ${parent.role}` : ''}`;
    const write = creation(parent?.role ?? '', role, send);
    const done = await this.#do(write, told, role, ...(parent ? [parent.role] : []));
    if (!frame.has(role)) return done === false ? this.#refused(write, Object.keys(ids).length > 0) : undefined;
    const made: Modelled = {
      role,
      number: frame.member(role).number,
      parent: undefined,
      files: files.map((one) => ({ ...one, operation: 'createTicket' })),
    };
    this.alive.push(made);
    if (done !== true) return done || undefined;
    const ticket = frame.ticket(role);
    const [entry] = entriesOf(ticket);
    const known = this.users.get(email);
    if (known === undefined) this.users.set(email, action.name);
    const { name, email: address } = (ticket.user ?? {}) as { name?: unknown; email?: unknown };
    const [, subject] = String(ticket.subject).split(`${this.word} `);
    const isNamed = known !== undefined || name === action.name;
    return (
      this.#compare(role, 'createTicket', [
        textShown('createTicket/subject-stored', 'subject', action.subject, subject),
        textShown('createTicket/format-text', 'thread', action.message, entry?.body),
        textShown('createTicket/name-stored', 'user/name', action.name, isNamed ? action.name : name),
        ['createTicket/email-stored', 'user/email', address === email, email, address],
        ...idsShown('createTicket', ticket, ids),
        ...dueShown('createTicket', ticket, action.due),
      ]) ??
      (parent && (await this.#becomes(made, parent, 'createTicket/parent-by-number', 'createTicket'))) ??
      (await this.#rowAgrees(role))
    );
  }

  /** A ticket was made the child of another: it is one from now on, unless it is shown as one nowhere. */
  async #becomes(child: Modelled, parent: Modelled, requirement: RequirementId, by: OperationId) {
    const { views, answers } = await shownKin(this, child, parent);
    if (views.length === 0 || views.includes(true)) {
      child.parent = parent;
      return undefined;
    }
    const expected = `${child.role} as a child of ${parent.role}`;
    return this.finding(requirement, by, expected, 'not shown as one', answers);
  }

  async #update(action: Update): Promise<Finding | undefined> {
    const ticket = this.#at(action.ticket);
    if (!ticket) return undefined;
    const by = action.put ? 'updateTicketByPut' : 'updateTicket';
    const ids = this.#chosen(action);
    const { note, due } = action;
    const files = (note?.files ?? []).map((kind) => file(kind, this.#made * 5 + this.story.length));
    const body: TicketChanges = {
      ...ids,
      ...(due === undefined ? {} : { dueDate: due }),
      ...(note ? { note: note.text, noteFormat: 'text' } : {}),
      ...(note?.title ? { noteTitle: `Title ${this.story.length}` } : {}),
      ...(files.length > 0 ? { attachments: files.map(attached) } : {}),
    };
    if (Object.keys(body).length === 0) return undefined;
    const { role } = ticket;
    const earlier = new Set(entriesOf(this.frame.ticket(role)).map(({ id }) => String(id)));
    const told = `${role} is updated (${Object.keys(body).join(', ')}${action.put ? ', by PUT' : ''}${action.xml ? ', at .xml' : ''})`;
    const hadThem = idsShown(by, this.frame.ticket(role), ids).every(([, , right]) => right);
    const write = updating(by, ticket, body, ticket.parent?.role ?? '', action.xml ? 'xml' : 'json');
    const done = await this.#do(write, told, role);
    // An ID may be one that cannot be given here, such as a help topic that is switched off, but what a ticket has it can have.
    if (done !== true) return done || this.#refused(write, Object.keys(ids).length > 0 && !hadThem);
    ticket.files.push(...files.map((one) => ({ ...one, operation: 'updateTicket' as const })));
    const added = entriesOf(this.frame.ticket(role)).filter(({ id }) => !earlier.has(String(id)));
    const noteOwner = by === 'updateTicket' ? 'updateTicket/note-format-text' : 'updateTicketByPut/same-as-patch';
    return (
      this.#compare(role, by, [
        ...idsShown(by, this.frame.ticket(role), ids),
        ...dueShown(by, this.frame.ticket(role), due),
        ...(note ? [textShown(noteOwner, 'thread', note.text, ...added.map((one) => one.body))] : []),
      ]) ?? (await this.#rowAgrees(role))
    );
  }

  /** A row that says something else than its ticket, also when both are read again. */
  async #rowAgrees(role: Role): Promise<Finding | undefined> {
    if (!this.frame.disagreement(role)) return undefined;
    await this.frame.look([role]);
    const wrong = this.frame.disagreement(role);
    if (!wrong) return undefined;
    const { before, after, place, answers } = wrong;
    return this.finding(
      'searchTickets/row-agrees-with-ticket',
      'searchTickets',
      `${place} ${show(before)}`,
      `${show(after)} of ${role}`,
      answers,
    );
  }

  async #link(parent: Modelled | undefined, child: Modelled | undefined): Promise<Finding | undefined> {
    if (!parent || !child || child.parent || !this.#hasSubtickets) return undefined;
    for (let above: Modelled | undefined = parent; above; above = above.parent) if (above === child) return undefined;
    if (!(await hasParentAsDone(this, child)) || !(await hasParentAsDone(this, parent))) return undefined;
    const write = linking(parent.role, child.role, (t) => link(t, parent, child));
    const done = await this.#do(write, `${child.role} is made a child of ${parent.role}`, parent.role, child.role);
    if (done !== true) return done || this.#refused(write);
    return this.#becomes(child, parent, 'linkSubticket/linked', 'linkSubticket');
  }

  async #unlink(child: Modelled | undefined): Promise<Finding | undefined> {
    if (!child?.parent || !this.#hasSubtickets) return undefined;
    const { number, role, parent } = child;
    if (!this.alive.includes(parent) || !(await hasParentAsDone(this, child))) return undefined;
    // Asked for before, so that a list that is kept for too long shows.
    await listChildren(this.t, parent.number);
    const write = unlinking(parent.role, role, (t) => takeFromParent(t, number));
    const done = await this.#do(write, `${role} is taken from ${parent.role}`, parent.role, role);
    if (done !== true) return done || this.#refused(write);
    const { views, answers } = await shownKin(this, child, parent);
    if (views.length > 0 && !views.includes(false)) {
      const expected = `${role} as a child of ${parent.role} no more`;
      return this.finding('unlinkSubticket/unlinked', 'unlinkSubticket', expected, 'shown as one', answers);
    }
    child.parent = undefined;
    return undefined;
  }

  async #delete(ticket: Modelled | undefined, xml: boolean): Promise<Finding | undefined> {
    if (!ticket || !this.t.session.run.deletes) return undefined;
    const { number, role } = ticket;
    const around = [ticket.parent, ...this.childrenOf(ticket)].flatMap((one) => one?.role ?? []);
    const write = deletion(role, (t) => remove(t, number, xml ? 'xml' : 'json'));
    const done = await this.#do(write, `${role} is deleted${xml ? ' at .xml' : ''}`, ...around);
    // It may be gone all the same, and with it what the others are to it.
    this.lost ||= !done;
    if (done !== true) return done || this.#refused(write);
    const children = this.childrenOf(ticket);
    this.alive.splice(this.alive.indexOf(ticket), 1);
    this.frame.forget(role);
    const after = await getTicket(this.t, number);
    if (!after.isRefusedAs('getTicket/unknown-404')) {
      const found = this.finding('deleteTicket/ticket-gone', 'deleteTicket', 'no such ticket', after.summary, [after]);
      if (found) return found;
    }
    for (const child of children) {
      const { views, answers } = await shownKin(this, child, ticket);
      if (!views.includes(true)) child.parent = undefined;
      else {
        const expected = `no parent of ${child.role}, whose parent was deleted`;
        const shown = 'the deleted one as its parent';
        const found = this.finding('deleteTicket/children-freed', 'deleteTicket', expected, shown, answers);
        if (found) return found;
      }
    }
    return undefined;
  }

  /**
   * A valid request must not be refused, whatever was done before.
   *
   * @param mayBe whether something that it names may be a reason to refuse it, but none for an error of the server
   */
  #refused({ operation }: Write, mayBe = false): Finding | undefined {
    const answer = this.#answer;
    if (!answer || answer.status < (mayBe ? 500 : 400) || answer.status === 501) return undefined;
    const id = successOf[operation];
    if (!id) return undefined;
    return this.finding(id, operation, 'the documented success', answer.summary, [answer]);
  }
}

/** The requirement that a valid write is a success. */
const successOf: Partial<Record<OperationId, RequirementId>> = {
  createTicket: 'createTicket/answers-201',
  updateTicket: 'updateTicket/answers-200',
  updateTicketByPut: 'updateTicketByPut/same-as-patch',
  linkSubticket: 'linkSubticket/answers-200',
  unlinkSubticket: 'unlinkSubticket/answers-200',
  deleteTicket: 'deleteTicket/answers-200',
};

interface Entry {
  id?: unknown;
  type?: unknown;
  body?: unknown;
  attachments?: unknown;
}

/** Thread entries as they came. */
export const entriesOf = ({ thread }: ReturnType<typeof ticketIn>): Entry[] =>
  Array.isArray(thread) ? thread.filter((one): one is Entry => one !== null && typeof one === 'object') : [];
