/** References to tickets, as the subticket operations answer them, and the ticket itself as getTicket reads it. */

import type { RequirementId } from '../../generated/requirements.js';
import type { components } from '../../generated/types.js';
import type { Answer } from '../client/answer.js';
import type { Context } from '../kernel/context.js';
import { Untestable } from '../kernel/outcome.js';
import { loose } from './own-ticket.js';

type Field = keyof components['schemas']['TicketReference'];
/** A reference as it came: each field perhaps missing or of another type. */
export type Reference = Partial<Record<Field, unknown>>;

/** What can be said of a ticket so that a reference to it is known again. */
export interface Known {
  number: string;
  /** NaN or absent where reading did not tell. */
  id?: number;
}

/** Whether a reference is to this ticket: one of number and ID is enough, since the other may be broken. */
export function refersTo(reference: unknown, { number, id }: Known): boolean {
  const { number: its, ticket_id } = (reference ?? {}) as Reference;
  return String(its) === number || (ticket_id !== undefined && Number(ticket_id) === id);
}

/** The fields of a reference, each with the requirement that gives the same field of a ticket its shape. */
export const referenceFields = {
  ticket_id: 'getTicket/id-is-integer',
  number: 'getTicket/number-is-string',
  subject: 'getTicket/subject-is-string',
  status: 'getTicket/status-is-string',
} as const satisfies Record<Field, RequirementId>;

/** Expects a field of a reference to be what reading the ticket gives. */
export function expectField(
  t: Context,
  answer: Answer,
  pointer: string,
  reference: Reference,
  field: Field,
  ticket: Answer,
) {
  const [expected] = t.field(ticket, referenceFields[field]);
  t.equal(answer, `${pointer}/${field}`, reference[field], expected);
}

/** The children in an answer of listChildTickets. @throws Untestable when they are no array */
export function listed(answer: Answer): Reference[] {
  const { children } = (answer.json ?? {}) as { children?: unknown };
  if (Array.isArray(children)) return children as Reference[];
  const id = 'listChildTickets/children-is-array';
  throw new Untestable(id, `Needed ${id}, but the answer was ${answer.summary}`);
}

/** The parent in an answer of getParentTicket. */
export const parentIn = (answer: Answer): unknown => (answer.json as { parent?: unknown } | null | undefined)?.parent;

/** Whether a ticket lists another one under `children`; by its ID, of which none is NaN. */
export function listsChild(ticket: Answer, { id }: Known): boolean {
  const { children } = loose(ticket);
  return Array.isArray(children) && children.some((child) => Number(child) === id);
}
