/** The writes that are tried on one family: each alone, the fields of an update in pairs too. */
import type { Context } from '../../kernel/context.js';
import { nothingIfMissing } from '../../kernel/outcome.js';
import { remove } from '../deletions.js';
import { lookupFields, usableIds } from '../lookup-fields.js';
import { topics } from '../lookups.js';
import { inDays, type ticketIn } from '../own-tickets.js';
import { attachment, sampleBytes } from '../sample-files.js';
import { link } from '../subtickets.js';
import { unlink } from '../unlinking.js';
import type { TicketChanges } from '../updates.js';
import { Frame } from './frame.js';
import { saidByUpdate } from './said.js';
import { closedStatuses, statusesInTurn, Values } from './values.js';
import { creation, deletion, link as linking, pairs, unlink as unlinking, update as updating } from './writes.js';

const parent = 'the parent';
const first = 'the first child';
const second = 'the second child';
const third = 'the third child';
const grandchild = 'the grandchild';
const all = [parent, first, second, third, grandchild];

type UpdateOperation = 'updateTicket' | 'updateTicketByPut';
type Ids = Awaited<ReturnType<typeof usableIds>>;

/** Tries all writes, once for all checks. */
export const triedWrites = (t: Context): Promise<Frame> =>
  t.share('writes and what they change', async (own) => {
    const frame = new Frame(own, `framed${own.session.run.id}`);
    const values = await usableIds(own, ...Object.values(lookupFields));
    const ip = '203.0.113.7';
    for (const role of [parent, first, second, grandchild]) {
      own.needs(await frame.make(role, { ip }), 'createTicket/answers-201');
    }
    await frame.settle(parent, first, second, grandchild);
    await new Trial(own, frame, values, frame.ticket(first)).run();
    return frame;
  });

const noteWithFile: TicketChanges = {
  note: 'A note with a file.',
  attachments: [attachment('frame.png', 'image/png', sampleBytes)],
};

const topicFirst = (field: string) => (field === 'topicId' ? 0 : 1);

class Trial {
  #closed: number[] = [];
  #topics: number[] = [];

  constructor(
    private readonly t: Context,
    private readonly frame: Frame,
    private readonly values: Ids,
    /** The first child as it was when it was new. */
    private readonly fresh: ReturnType<typeof ticketIn>,
  ) {}

  async run(): Promise<void> {
    this.#closed = await closedStatuses(this.t);
    await this.#filled();
    await this.#related();
    await this.#updated();
    await this.#parted();
  }

  #update(
    id: UpdateOperation,
    role: string,
    body: TicketChanges,
    others: readonly string[] = [],
    { rows = false, format = 'json' }: { rows?: boolean; format?: 'json' | 'xml' } = {},
  ) {
    const write = updating(id, this.frame.member(role), body, parent, format);
    return this.frame.write({ ...write, said: saidByUpdate(id, role, body, parent) }, [role, ...others], rows);
  }

  /** With all fields together, nothing shows which of them hides another: what it does not set is judged later. */
  #fill(id: UpdateOperation, role: string, body: TicketChanges) {
    return this.frame.write(updating(id, this.frame.member(role), body, parent), [role], false);
  }

  /** What a ticket does not have cannot be taken away. The second child has no agent, and is closed. */
  async #filled(): Promise<void> {
    const { statusId: _, ...ids } = this.values;
    const filled = { ...ids, dueDate: inDays(this.t, 29), note: 'The first note.', noteFormat: 'text' } as const;
    await this.#fill('updateTicket', first, filled);
    const { staffId: _agent, ...others } = filled;
    const [statusId] = this.#closed;
    const [topicId, another] = await this.#knownTopics();
    const closed: TicketChanges = { ...others, ...(statusId === undefined ? {} : { statusId }) };
    this.#topics = topicId === undefined ? [] : [topicId];
    // By PATCH, too: a PUT that takes away what it does not name would have taken it away already.
    if (another !== undefined && (await this.#fill('updateTicket', second, { ...closed, topicId: another }))) {
      this.#topics = [another, Number(topicId)];
    } else if (!(await this.#fill('updateTicket', second, closed))) {
      await this.#fill('updateTicketByPut', second, closed);
    }
  }

  /** The help topic that can be set, and another one, which may be switched off. */
  async #knownTopics(): Promise<number[]> {
    const { topicId } = this.values;
    if (topicId === undefined) return [];
    const known = (await topics(this.t).catch(nothingIfMissing)) ?? [];
    return [topicId, ...known.map(({ id }) => Number(id)).filter((id) => id !== topicId)];
  }

  /** Each way to make a ticket a child; with each but the first, the parent has others already. */
  async #related(): Promise<void> {
    const { frame } = this;
    const { number } = frame.member(parent);
    await this.#link(first, grandchild, parent);
    const child = { parentTicketNumber: number };
    const [statusId] = this.#closed;
    const beside = {
      ...this.#asNew(),
      dueDate: inDays(this.t, 28),
      note: 'A note beside a parent.',
      noteFormat: 'text',
      ...child,
    } as const;
    const closing = statusId === undefined ? [] : [{ ...beside, statusId }];
    // What is refused together is tried with less.
    for (const body of [...closing, beside, child]) {
      if (await this.#update('updateTicket', first, body, [parent])) break;
    }
    await this.#link(parent, second, first);
    const made = creation(parent, third, (t) => {
      // A parent is given by the plugin that links tickets, too.
      t.session.requireCapability('linkSubticket');
      // Of the same user, by another name: the other tickets keep theirs.
      return frame.make(third, { parentTicketId: number, name: 'Another Name' });
    });
    // Its ID is read first: the parent lists it by that.
    await frame.write(made, [third, parent, first, second]);
  }

  /** What a new ticket has, and the first child does not have any more. */
  #asNew(): TicketChanges {
    const { departmentId, priorityId: priority } = this.fresh;
    const given = Object.entries({ departmentId, priority }).filter(([, id]) => Number(id) > 0);
    return Object.fromEntries(given.map(([field, id]) => [field, Number(id)]));
  }

  #link(one: string, other: string, ...others: string[]): Promise<boolean> {
    const { frame } = this;
    const write = linking(one, other, (t) => link(t, frame.member(one), frame.member(other)));
    return frame.write(write, [one, other, ...others], false);
  }

  /** Values for the first child, and then for the second; both are closed. */
  #valuesInTurn(): Values {
    const { fresh, values } = this;
    // Back and forth where a new ticket has a value; what it does not have can only be given again.
    const back: Partial<Record<string, unknown>> = this.#asNew();
    const choices = Object.fromEntries(
      Object.entries(values).map(([field, id]) => [field, [id, back[field]].filter((one) => one !== undefined)]),
    );
    if (this.#topics.length > 0) choices.topicId = this.#topics;
    const inTurn = statusesInTurn(Number(fresh.statusId), this.#closed);
    return new Values(this.t, inTurn.length > 0 ? { ...choices, statusId: inTurn } : choices);
  }

  async #updated(): Promise<void> {
    const values = this.#valuesInTurn();
    const alone: TicketChanges[] = [
      // A help topic first, since it may bring other values with it: they differ from those of a new ticket then.
      ...values.fields.toSorted((one, other) => topicFirst(one) - topicFirst(other)).map((field) => values.of([field])),
      { noteTitle: 'A title without a note' },
      { noteFormat: 'html' },
      noteWithFile,
      { dueDate: null },
    ];
    const taken = new Set<string>();
    for (const body of alone) {
      if (!(await this.#update('updateTicket', first, body))) continue;
      const [field = '', ...others] = Object.keys(body);
      // A note has its title and format beside it.
      if (others.length === 0) this.frame.takenAlone.add(field);
      for (const one of [field, ...others]) taken.add(one);
    }
    const groups = pairs(values.fields.filter((field) => taken.has(field)));
    // The tickets around it are looked at in the end.
    const others = all.filter(this.frame.has);
    for (const group of groups) await this.#update('updateTicket', first, values.of(group));
    await this.#update('updateTicket', first, values.of(['note']), others, { rows: true, format: 'xml' });
    if (taken.has('statusId')) await this.#update('updateTicketByPut', second, values.of(['statusId']));
    await this.#update('updateTicketByPut', second, values.of(['note']));
    for (const group of groups) await this.#update('updateTicketByPut', second, values.of(group));
    await this.#update('updateTicketByPut', second, values.of(['dueDate']), others, { rows: true });
  }

  /**
   * The middle one of three children is taken away, one that has siblings is deleted, and one that has a child itself is
   * taken away and given to a closed one, between which and its own child it is deleted then.
   */
  async #parted(): Promise<void> {
    const { frame, t } = this;
    const without = (...roles: string[]) => all.filter((role) => !roles.includes(role));
    const take = (role: string, ...others: string[]) => {
      const write = unlinking(parent, role, () => unlink(t, frame.member(role).number));
      return frame.write(write, [parent, role, ...others], role === second);
    };
    await take(second, first, third);
    await this.#delete(third, without(third), parent);
    const isFree = await take(first, grandchild, third);
    const isBetween = isFree && (await this.#link(second, first, grandchild));
    // The last open child of its parent is closed. The same file is at that one, which goes.
    const [statusId] = this.#closed;
    const closing = { ...noteWithFile, ...(statusId === undefined ? {} : { statusId }) };
    await this.#update('updateTicket', grandchild, closing, [first]);
    await this.#delete(first, without(third, first), isBetween ? second : undefined);
  }

  /** @param its the parent that it has, if any */
  async #delete(role: string, left: readonly string[], its?: string): Promise<void> {
    const { frame, t } = this;
    if (!t.session.run.deletes || !frame.has(role)) return;
    const gone = deletion(role, () => remove(t, frame.member(role).number), its);
    if (await frame.write(gone, left)) frame.forget(role);
  }
}
