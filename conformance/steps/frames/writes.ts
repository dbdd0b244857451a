/** Writes with what each may move, and whose requirement it breaks when something else moves. */
import { isDeepStrictEqual } from 'node:util';
import { stem } from '../../../contract/fields.js';
import type { OperationId } from '../../../contract/operations.js';
import type { RequirementId } from '../../../generated/requirements.js';
import type { Answer, Context } from '../../kernel/context.js';
import type { TicketChanges } from '../updates.js';
import { childPlace, type Difference, isChild, isEntry, type Role } from './readings.js';
import { type Said, saidByLink, saidByUnlinking } from './said.js';

export interface Write {
  operation: OperationId;
  /** What is sent, for people. */
  what: string;
  send(t: Context): Promise<Answer>;
  /** Whether it may move a place of a ticket. */
  moves(role: Role, place: string): boolean;
  /** Whether it adds a note to a ticket. */
  addsNoteTo?: Role;
  /** A ticket on which the help desk itself may leave a note of what was done: the write adds none of its own. */
  mayLeaveNoteOn?: Role;
  /** A child that its parent must not list any more. */
  takes?: { child: Role; from: Role };
  /** What is read after it, where that is judged with it. */
  said?: Said;
  /** The requirement that it breaks by moving anything else. */
  owner(difference: Difference): RequirementId;
  /** The requirement that PATCH breaks by moving the same: what PUT does with it is told of PATCH alone. */
  ownerOfPatch?(difference: Difference): RequirementId;
}

/** Facts that follow from a field of an update, by the stems of both. */
const following: Readonly<Record<string, { fact: string; by: RequirementId }>> = {
  status: { fact: 'closed', by: 'updateTicket/closing-sets-closed' },
  duedate: { fact: 'isoverdue', by: 'updateTicket/dueDate-future-clears-overdue' },
};

const withCharset = { headers: { 'content-type': 'application/json; charset=utf-8' } };

type UpdateOperation = 'updateTicket' | 'updateTicketByPut';

const withoutFiles = (entry: unknown) =>
  Object.fromEntries(Object.entries(Object(entry)).filter(([name]) => !name.startsWith('attachment')));

/** Whether an entry of a thread has other files than before, and is the same otherwise. */
const hasOtherFiles = (before: unknown, after: unknown): boolean =>
  isDeepStrictEqual(withoutFiles(before), withoutFiles(after));

/** An update moves what its fields name in the ticket, and the ticket's parent. */
export function update(
  id: UpdateOperation,
  { role, number }: { role: Role; number: string },
  body: TicketChanges,
  parent: Role,
  format: 'json' | 'xml' = 'json',
): Write {
  const fields = Object.keys(body);
  const moved = new Set(fields.map(stem).flatMap((one) => [one, following[one]?.fact ?? one]));
  const ownerBy =
    (by: UpdateOperation) =>
    ({ role: whose, place, before, after }: Difference): RequirementId => {
      if (whose !== role && place !== childPlace(role)) return `${by}/others-untouched`;
      if (by === 'updateTicket' && whose === role && isEntry(place)) {
        if (before === undefined && body.note !== undefined) return 'updateTicket/note-added-once';
        if (body.attachments && hasOtherFiles(before, after)) return 'updateTicket/attachment-on-the-note';
      }
      return `${by}/only-sent-fields-change`;
    };
  return {
    operation: id,
    what: `an update of \`${fields.join('`, `')}\` or one before it`,
    // Some clients say the charset of JSON, too.
    send: (t) => t.call(id, { path: { number, format }, body, ...(format === 'xml' ? withCharset : {}) }),
    moves: (whose, place) =>
      (whose === role && moved.has(stem(place))) ||
      (body.parentTicketNumber !== undefined && whose === parent && place === childPlace(role)),
    ...(body.note === undefined ? { mayLeaveNoteOn: role } : { addsNoteTo: role }),
    owner: ownerBy(id),
    ...(id === 'updateTicketByPut' ? { ownerOfPatch: ownerBy('updateTicket') } : {}),
  };
}

/** A link moves the parent's child. */
export const link = (parent: Role, child: Role, send: Write['send']): Write => ({
  operation: 'linkSubticket',
  what: 'a link',
  send,
  said: saidByLink(parent, child),
  moves: (role, place) => role === parent && place === childPlace(child),
  owner: ({ role, place }) =>
    [parent, child].includes(role) && !isChild(place) ? 'linkSubticket/tickets-stay' : 'linkSubticket/others-untouched',
});

/** So does the opposite. */
export const unlink = (parent: Role, child: Role, send: Write['send']): Write => ({
  operation: 'unlinkSubticket',
  what: 'an unlinking',
  send,
  said: saidByUnlinking(parent, child),
  moves: (role, place) => role === parent && place === childPlace(child),
  owner: ({ role, place }) => {
    if (role === child) return 'unlinkSubticket/child-stays';
    return role === parent && isChild(place) ? 'unlinkSubticket/siblings-stay' : 'unlinkSubticket/others-untouched';
  },
});

/** The creation of a child moves the parent's child. */
export const creation = (parent: Role, child: Role, send: Write['send']): Write => ({
  operation: 'createTicket',
  what: 'a creation with a parent',
  send,
  moves: (role, place) => role === parent && place === childPlace(child),
  owner: () => 'createTicket/others-untouched',
});

/** A deletion takes the ticket from its parent. @param parent where it has one */
export const deletion = (role: Role, send: Write['send'], parent?: Role): Write => ({
  operation: 'deleteTicket',
  what: `the deletion of ${role}`,
  send,
  ...(parent === undefined ? {} : { takes: { child: role, from: parent } }),
  moves: (whose, place) => place === childPlace(role) || (whose === role && place === 'ticket'),
  // A ticket that only looks otherwise, such as closed, is not gone.
  owner: ({ role: whose, place, before }) => {
    if (whose === role) return 'deleteTicket/ticket-gone';
    // A child that comes to another one was a child of the deleted one.
    return isChild(place) && before === undefined ? 'deleteTicket/children-freed' : 'deleteTicket/others-untouched';
  },
});

/** How many fields are sent together. */
const together = 4;

/** Groups of names such that each two of them stand together in one at least. */
export function pairs<Name extends string>(names: readonly Name[]): Name[][] {
  const open = new Set(names.flatMap((one, index) => names.slice(index + 1).map((other) => `${one} ${other}`)));
  const isOpen = (one: Name, other: Name) => open.has(`${one} ${other}`) || open.has(`${other} ${one}`);
  const groups: Name[][] = [];
  while (open.size > 0) {
    const group: Name[] = [];
    const gain = (name: Name) => {
      const other = names.filter((one) => isOpen(name, one)).length;
      return group.filter((one) => isOpen(name, one)).length * names.length + other;
    };
    while (group.length < Math.min(together, names.length)) {
      const rest = names.filter((name) => !group.includes(name));
      group.push(rest.reduce((best, name) => (gain(name) > gain(best) ? name : best)));
    }
    for (const one of group) for (const other of group) open.delete(`${one} ${other}`);
    groups.push(group);
  }
  return groups;
}
