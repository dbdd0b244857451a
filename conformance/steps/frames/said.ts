/** What a write says must be what is read afterwards: the fields of an update, who is whose child, tickets in an answer. */
import type { RequirementId } from '../../../generated/requirements.js';
import type { ticketIn } from '../own-tickets.js';
import { type Chosen, type Comparison, chosenFields, dueShown, entriesOf, idsShown } from '../set-fields.js';
import type { TicketChanges } from '../updates.js';
import type { Role } from './readings.js';

type Ticket = ReturnType<typeof ticketIn>;
type UpdateOperation = 'updateTicket' | 'updateTicketByPut';

/** Who is whose child after a write, and the requirement that it is so. */
export interface Kin {
  parent: Role;
  child: Role;
  /** Whether it is one, or is one no more. */
  isChild: boolean;
  requirement: RequirementId;
}

export interface Said {
  /** Fields that an update sets. @param ticket as it reads afterwards */
  fields?: { role: Role; shown(ticket: Ticket): Comparison[] };
  /** A status that an update sets by its ID. */
  status?: { role: Role; by: UpdateOperation; id: number };
  kin?: Kin;
  /** Tickets that the answer shows as they are, and the requirements that it does. */
  answered?: readonly { name: 'parent' | 'child'; role: Role; requirement: RequirementId }[];
  /** Two tickets for which it is no reason to be refused what state they are in, as long as neither has a parent. */
  possible?: { orphans: readonly Role[]; requirement: RequirementId };
}

/** A text in HTML without its tags, whether they came back as such or escaped. */
const withoutTags = (text: string) => text.replaceAll(/<\/?\w[^>]*>|&lt;\/?\w.*?&gt;/g, '');

/** @param parent the ticket that `parentTicketNumber` names, if it is sent */
export function saidByUpdate(id: UpdateOperation, role: Role, body: TicketChanges, parent: Role): Said {
  const ids: Partial<Record<Chosen, number>> = Object.fromEntries(
    chosenFields.filter((field) => typeof body[field] === 'number').map((field) => [field, Number(body[field])]),
  );
  const { note, noteFormat, dueDate, parentTicketNumber } = body;
  const noteIsKept = id === 'updateTicket' ? 'updateTicket/note-added' : 'updateTicketByPut/same-as-patch';
  const htmlIsKept = id === 'updateTicket' ? 'updateTicket/note-format-html' : 'updateTicketByPut/same-as-patch';
  const shown = (ticket: Ticket): Comparison[] => {
    const bodies = entriesOf(ticket).map((entry) => entry.body);
    // A thread that is no list of texts is the matter of other checks.
    const isReadable = bodies.length > 0 && bodies.every((one) => typeof one === 'string');
    const its = bodies.filter((one) => withoutTags(String(one)).includes(withoutTags(String(note))));
    const hasNote = !isReadable || its.length > 0;
    const isHtml = noteFormat === 'html' && isReadable && its.length > 0;
    const isKept = its.some((one) => /<[a-z][^>]*>\s*\d+\s*<\//i.test(String(one)));
    return [
      ...idsShown(id, ticket, ids),
      ...dueShown(id, ticket, dueDate),
      ...(note === undefined ? [] : [[noteIsKept, 'thread', hasNote, note, bodies] as const]),
      ...(isHtml ? [[htmlIsKept, 'thread', isKept, `${note}, rendered or as it was sent`, its] as const] : []),
    ];
  };
  const requirement = id === 'updateTicket' ? 'updateTicket/parent-stored' : 'updateTicketByPut/same-as-patch';
  return {
    fields: { role, shown },
    ...(ids.statusId === undefined ? {} : { status: { role, by: id, id: ids.statusId } }),
    ...(parentTicketNumber === undefined ? {} : { kin: { parent, child: role, isChild: true, requirement } }),
  };
}

export const saidByLink = (parent: Role, child: Role): Said => ({
  kin: { parent, child, isChild: true, requirement: 'linkSubticket/linked' },
  answered: [
    { name: 'parent', role: parent, requirement: 'linkSubticket/answers-the-parent' },
    { name: 'child', role: child, requirement: 'linkSubticket/answers-the-child' },
  ],
  possible: { orphans: [parent, child], requirement: 'linkSubticket/linked' },
});

export const saidByUnlinking = (parent: Role, child: Role): Said => ({
  kin: { parent, child, isChild: false, requirement: 'unlinkSubticket/unlinked' },
  answered: [{ name: 'child', role: child, requirement: 'unlinkSubticket/answers-the-child' }],
});
