/** The run's own tickets in an exploration: actions are carried out on them, and what was set must be what is read. */
import type { OperationId } from '../../contract/operations.js';
import { requirement } from '../../contract/requirements.js';
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
import { getTicket } from '../steps/own-tickets.js';
import { link, listChildren } from '../steps/subtickets.js';
import { unlink as takeFromParent } from '../steps/unlinking.js';
import type { Action, Creation, Update } from './actions.js';
import { hasParentAsDone, shownKin } from './kin.js';
import { creationOf, creationShown, type KeptFile, updateOf, updateShown, type Values } from './sent.js';
import { type Comparison, entriesOf, idsShown } from './set-fields.js';

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
        // Neither a success nor a refusal; or one that cannot be read.
        const { isSuccess, status } = this.#answer;
        this.lost ||= !isSuccess && (status < 400 || status >= 500);
      } catch (reason) {
        this.lost ||= reason instanceof NoAnswer || reason instanceof IllegibleAnswer;
        throw reason;
      }
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
    for (const [id, place, right, expected, actual] of places) {
      if (right || !ticket) continue;
      const found = this.finding(
        id,
        (requirement(id).operationId as OperationId | undefined) ?? operation,
        show(expected),
        `${show(actual)} of ${role}`,
        [ticket],
        `/${place}`,
      );
      if (found) return found;
    }
    return undefined;
  }

  async #create(action: Creation): Promise<Finding | undefined> {
    const { t, frame } = this;
    const role = `ticket ${++this.#made}`;
    const parent = action.parent === undefined || !this.#hasSubtickets ? undefined : this.#at(action.parent);
    const email = `osticket-contract+${t.session.run.id}-${action.address}@example.com`;
    const { fields, ids, files } = creationOf(action, this.values, email, this.#made, parent?.number);
    const send = () => frame.make(role, fields, action.subject);
    const told = `${role} is created${parent ? ` as a child of ${parent.role}` : ''}`;
    const write = creation(parent?.role ?? '', role, send);
    const done = await this.#do(write, told, role, ...(parent ? [parent.role] : []));
    if (!frame.has(role)) return done === false ? this.#refused(write, Object.keys(ids).length > 0) : undefined;
    const made: Modelled = {
      role,
      number: frame.member(role).number,
      parent: undefined,
      files,
    };
    this.alive.push(made);
    if (done !== true) return done || undefined;
    const isNew = !this.users.has(email);
    if (isNew) this.users.set(email, action.name);
    const shown = creationShown(action, frame.ticket(role), { ids, email, isNew, before: `${this.word} ` });
    return (
      this.#compare(role, 'createTicket', shown) ??
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
    const sent = updateOf(action, this.values, this.story.length, this.#made * 5 + this.story.length);
    const { body, ids, named, files } = sent;
    if (Object.keys(body).length === 0) return undefined;
    const { role } = ticket;
    const earlier = new Set(entriesOf(this.frame.ticket(role)).map(({ id }) => String(id)));
    const told = `${role} is updated (${Object.keys(body).join(', ')}${action.put ? ', by PUT' : ''}${action.xml ? ', at .xml' : ''})`;
    const hadThem = idsShown(by, this.frame.ticket(role), ids).every(([, , right]) => right);
    const write = updating(by, ticket, body, ticket.parent?.role ?? '', action.xml ? 'xml' : 'json');
    const done = await this.#do(write, told, role);
    // An ID may be one that cannot be given here, such as a help topic that is switched off, but what a ticket has it can have.
    const mayBe = Object.keys(ids).length > 0 && (!hadThem || Object.keys(named).length > 0);
    if (done !== true) return done || this.#refused(write, mayBe);
    ticket.files.push(...files);
    const added = entriesOf(this.frame.ticket(role)).filter(({ id }) => !earlier.has(String(id)));
    const shown = updateShown(by, action, sent, this.frame.ticket(role), added);
    return this.#compare(role, by, shown) ?? (await this.#rowAgrees(role));
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
