/** The writes that are tried on one family: each alone, the fields of an update in pairs too. */
import type { Context } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { remove } from '../deletions.js';
import { lookupFields, usableIds } from '../lookup-fields.js';
import { statusOf } from '../lookups.js';
import { inDays, type ticketIn } from '../own-tickets.js';
import { attachment, sampleBytes } from '../sample-files.js';
import { link } from '../subtickets.js';
import { unlink } from '../unlinking.js';
import type { TicketChanges } from '../updates.js';
import { Frame } from './frame.js';
import { creation, deletion, link as linking, pairs, unlink as unlinking, update as updating } from './writes.js';

const parent = 'the parent';
const first = 'the first child';
const second = 'the second child';
const third = 'the third child';
const grandchild = 'the grandchild';

type UpdateOperation = 'updateTicket' | 'updateTicketByPut';

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
    const fresh = frame.ticket(first);
    const { statusId: _, ...ids } = values;
    // What a ticket does not have cannot be taken away.
    const filled = { ...ids, dueDate: inDays(own, 29), note: 'The first note.', noteFormat: 'text' } as const;
    await frame.write(updating('updateTicket', frame.member(first), filled, parent), [first], false);
    // By PATCH, too: a PUT that takes away what it does not name would have taken it away already.
    const fill = (id: UpdateOperation) =>
      frame.write(updating(id, frame.member(second), filled, parent), [second], false);
    if (!(await fill('updateTicket'))) await fill('updateTicketByPut');
    await related(frame);
    await updated(own, frame, fresh, ids);
    await parted(own, frame);
    return frame;
  });

/** Each way to make a ticket a child; with each but the first, the parent has others already. */
async function related(frame: Frame): Promise<void> {
  const { number } = frame.member(parent);
  await frame.write(
    updating('updateTicket', frame.member(first), { parentTicketNumber: number }, parent),
    [first, parent],
    false,
  );
  const linked = (one: string, other: string) =>
    frame.write(
      linking(one, other, (t) => link(t, frame.member(one), frame.member(other))),
      [parent, first, other],
      false,
    );
  await linked(parent, second);
  await linked(first, grandchild);
  const made = creation(parent, third, (t) => {
    // A parent is given by the plugin that links tickets, too.
    t.session.requireCapability('linkSubticket');
    // Of the same user, by another name: the other tickets keep theirs.
    return frame.make(third, { parentTicketId: number, name: 'Another Name' });
  });
  // Its ID is read first: the parent lists it by that.
  await frame.write(made, [third, parent, first, second]);
}

const noteWithFile: TicketChanges = {
  note: 'A note with a file.',
  attachments: [attachment('frame.png', 'image/png', sampleBytes)],
};

/** Alternating values for the fields of an update, so that each time something changes. */
class Values {
  readonly #used = new Map<string, number>();

  constructor(
    private readonly t: Context,
    private readonly choices: Readonly<Record<string, readonly unknown[]>>,
  ) {}

  get fields(): string[] {
    return [...Object.keys(this.choices), 'dueDate', 'note'];
  }

  of(fields: readonly string[]): TicketChanges {
    return Object.assign({}, ...fields.map((field) => this.#next(field)));
  }

  #next(field: string): TicketChanges {
    const turn = this.#used.get(field) ?? 0;
    this.#used.set(field, turn + 1);
    if (field === 'dueDate') return { dueDate: inDays(this.t, 30 + turn) };
    if (field === 'note') {
      return { note: `Note ${turn}.`, noteTitle: `Title ${turn}`, noteFormat: turn % 2 === 0 ? 'text' : 'html' };
    }
    const choices = this.choices[field] ?? [];
    return { [field]: choices[turn % choices.length] };
  }
}

async function updated(
  t: Context,
  frame: Frame,
  fresh: ReturnType<typeof ticketIn>,
  usable: Partial<Record<string, number>>,
): Promise<void> {
  // Back and forth where a new ticket has a value; what it does not have can only be given again.
  const back: Partial<Record<string, unknown>> = { departmentId: fresh.departmentId, priority: fresh.priorityId };
  const choices = Object.fromEntries(
    Object.entries(usable).map(([field, id]) => [field, [Number(back[field]), id].filter((one) => Number(one) > 0)]),
  );
  const closed = await closedStatus(t);
  const values = new Values(t, closed ? { ...choices, statusId: [closed, Number(fresh.statusId)] } : choices);
  const alone: TicketChanges[] = [
    ...values.fields.map((field) => values.of([field])),
    { noteTitle: 'A title without a note' },
    { noteFormat: 'html' },
    noteWithFile,
    { dueDate: null },
  ];
  const by = (id: UpdateOperation, role: string, body: TicketChanges, ...others: string[]) =>
    frame.write(updating(id, frame.member(role), body, parent), [role, ...others], others.length > 0);
  const taken = new Set<string>();
  for (const body of alone) {
    if (await by('updateTicket', first, body)) for (const field of Object.keys(body)) taken.add(field);
  }
  const groups = pairs(values.fields.filter((field) => taken.has(field)));
  // The tickets around it are looked at in the end.
  const others = [parent, first, second, third, grandchild].filter(frame.has);
  for (const group of groups) await by('updateTicket', first, values.of(group));
  await by('updateTicket', first, values.of(['note']), ...others);
  if (closed) await by('updateTicketByPut', second, { statusId: closed });
  await by('updateTicketByPut', second, values.of(['note']));
  for (const group of groups) await by('updateTicketByPut', second, values.of(group));
  await by('updateTicketByPut', second, values.of(['dueDate']), ...others);
}

async function closedStatus(t: Context): Promise<number | undefined> {
  try {
    return Number((await statusOf(t, 'closed')).id);
  } catch (reason) {
    if (reason instanceof Skip || reason instanceof Untestable) return undefined;
    throw reason;
  }
}

/** The middle one of three children is taken away; a child is deleted, and a parent of a parent. */
async function parted(t: Context, frame: Frame): Promise<void> {
  const all = [parent, first, second, third, grandchild];
  const without = (...roles: string[]) => all.filter((role) => !roles.includes(role));
  const unlinked = unlinking(parent, second, () => unlink(t, frame.member(second).number));
  await frame.write(unlinked, [parent, second, first, third]);
  // One that has a child itself, which stays its child.
  const { number } = frame.member(first);
  const taken = unlinking(parent, first, () => unlink(t, number));
  if (await frame.write(taken, [parent, first, grandchild, third], false)) {
    const again = linking(parent, first, () => link(t, frame.member(parent), frame.member(first)));
    await frame.write(again, [parent, first, grandchild], false);
  }
  // The same file is at the first child, which keeps it when this one goes.
  if (frame.has(third))
    await frame.write(updating('updateTicket', frame.member(third), noteWithFile, parent), [third], false);
  if (!t.session.run.deletes) return;
  for (const [index, role] of [third, parent].entries()) {
    const own = role === third ? parent : undefined;
    const gone = deletion(role, () => remove(t, frame.member(role).number), own);
    const left = index === 0 ? without(third) : without(third, parent);
    if (await frame.write(gone, left)) frame.forget(role);
  }
}
