/** Fields that an action sets, where a ticket shows them, and the requirement that it does. */
import type { RequirementId } from '../../generated/requirements.js';
import { faultOfField, hasItsShape } from '../invariants/read-field.js';
import type { Answer } from '../kernel/context.js';
import { unixLines } from './creations.js';
import type { ticketIn } from './own-tickets.js';

/** Where an ID shows that a field of a request has set, and the requirement that it does. */
const shownAs = {
  departmentId: { place: 'departmentId', what: 'department', name: 'department' },
  priority: { place: 'priorityId', what: 'priority', name: 'priority' },
  topicId: { place: 'topicId', what: 'topic' },
  statusId: { place: 'statusId', what: 'status', name: 'status' },
  slaId: { place: 'slaId', what: 'sla', name: 'sla' },
  staffId: { place: 'staffId', what: 'staff' },
} as const;
export type Chosen = keyof typeof shownAs;
/** Those that have a name that a ticket shows and a request takes. */
export type Named = Exclude<Chosen, 'topicId' | 'staffId'>;
export const chosenFields = Object.keys(shownAs) as Chosen[];

type Setting = 'createTicket' | 'updateTicket' | 'updateTicketByPut';
type Ticket = ReturnType<typeof ticketIn>;
/** A requirement, the place in the ticket, whether it holds, what was set, and what is read. */
export type Comparison = readonly [RequirementId, place: string, right: boolean, expected: unknown, actual: unknown];

/** What a ticket does not show in its documented form is the matter of reading it. */
const isShown = (ticket: Ticket, place: string) => {
  const value = (ticket as Record<string, unknown>)[place];
  return Number.isInteger(value) || typeof value === 'string' || hasItsShape('getTicket', place, value);
};

/** IDs that were set beside those of the ticket. */
export function idsShown(by: Setting, ticket: Ticket, ids: Partial<Record<Chosen, number>>): Comparison[] {
  const values = ticket as Record<string, unknown>;
  return (Object.keys(ids) as Chosen[]).map((field) => {
    const { place, what } = shownAs[field];
    const right = !isShown(ticket, place) || Number(values[place]) === ids[field];
    return [ownerOf(by, what), place, right, ids[field], values[place]];
  });
}

/** Names that were sent in small letters, beside those of the ticket. */
export function namesShown(by: Setting, ticket: Ticket, names: Partial<Record<Named, string>>): Comparison[] {
  const values = ticket as Record<string, unknown>;
  return (Object.keys(names) as Named[]).map((field) => {
    const { name: place, place: idPlace, what } = shownAs[field];
    const rule = by === 'updateTicketByPut' ? 'same-as-patch' : `${what}-name-any-case`;
    const owner = `${by}/${rule}` as RequirementId;
    // Where the ID is none, neither is the name.
    const isNamed = isShown(ticket, place) && hasItsShape('getTicket', idPlace, values[idPlace]);
    const right = !isNamed || String(values[place]).toLowerCase() === names[field];
    return [owner, place, right, names[field], values[place]];
  });
}

/** The due date that was set, or cleared by `null`, beside the ticket's; nothing where none was sent. */
export function dueShown(by: Setting, ticket: Ticket, due: string | null | undefined): Comparison[] {
  const { duedate } = ticket;
  if (due === undefined || !hasItsShape('getTicket', 'duedate', duedate)) return [];
  const [day = '', time] = due?.split('T') ?? [];
  // Seconds may be left out, or have a fraction.
  const seconds = time && (/^\d\d:\d\d(:\d\d)?/.exec(time)?.[0] ?? '').padEnd('00:00:00'.length, ':00');
  const right =
    due === null ? duedate === null : seconds ? duedate === `${day} ${seconds}` : String(duedate).startsWith(day);
  const prefix = by === 'createTicket' ? 'createTicket/duedate' : 'updateTicket/dueDate';
  const last = due === null ? 'null-clears' : time ? 'with-time' : 'stored';
  const owner = by === 'updateTicketByPut' ? 'updateTicketByPut/same-as-patch' : (`${prefix}-${last}` as RequirementId);
  return [[owner, 'duedate', right, due, duedate]];
}

/** Without characters beyond ASCII, and the question marks that databases put in their place. */
const ascii = (value: unknown) =>
  String(value)
    .normalize('NFC')
    .replaceAll(/[^\n\x20-\x7e]|\?/g, '')
    .trim();

/**
 * Whether a ticket shows no such text: the field is missing, or is a number, which has no zeros before it. Another check
 * reports that.
 */
export function showsNoText(ticket: Answer, place: string): boolean {
  const field = place === 'thread' ? 'thread[].body' : place.replace('/', '.');
  const fault = faultOfField('getTicket', field, ticket.json);
  return fault !== undefined && (fault.actual === null || ['number', 'undefined'].includes(typeof fault.actual));
}

/** A text that was sent beside those that are read. Where only characters of other scripts are lost, that is what is broken. */
export function textShown(own: RequirementId, place: string, sent: string, ...read: unknown[]): Comparison {
  const right = read.some((one) => unixLines(String(one)) === sent);
  const ofScripts = read.some((one) => ascii(one) === ascii(sent));
  const shown = read.length === 1 ? read[0] : read;
  // What a PUT loses of them, a PATCH loses too.
  if (own === 'updateTicketByPut/same-as-patch') return [own, place, right || ofScripts, sent, shown];
  return [ofScripts ? 'formats/json-is-utf8' : own, place, right, sent, shown];
}

function ownerOf(by: Setting, what: string): RequirementId {
  if (by === 'updateTicketByPut') return 'updateTicketByPut/same-as-patch';
  return (
    by === 'createTicket' && what === 'topic' ? 'createTicket/topic-stored' : `${by}/${what}-by-id`
  ) as RequirementId;
}

export interface Entry {
  id?: unknown;
  type?: unknown;
  body?: unknown;
  attachments?: unknown;
}

/** Thread entries as they came. */
export const entriesOf = ({ thread }: Ticket): Entry[] =>
  Array.isArray(thread) ? thread.filter((one): one is Entry => one !== null && typeof one === 'object') : [];
