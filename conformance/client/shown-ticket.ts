/** What an answer to getTicket shows of whose the ticket is, in each form that installations are known to give it. */
import { shownTime } from './clock.js';

export interface ShownTicket {
  id: number | undefined;
  /** As a text, also where it has lost its quotes. */
  number: string | undefined;
  subject: string | undefined;
  /** The e-mail address of its user. */
  address: string | undefined;
  /** The time of its creation by the installation's clock, in milliseconds. */
  created: number | undefined;
  /** IDs of its children; undefined where they cannot be read. */
  children: readonly number[] | undefined;
}

/** @returns nothing where the text holds no JSON object */
export function shownTicket(text: string): ShownTicket | undefined {
  const ticket = objectIn(text);
  if (!ticket) return undefined;
  const { id, number, subject, created, children } = ticket;
  return {
    id: idOf(id),
    number: typeof number === 'string' || typeof number === 'number' ? String(number) : undefined,
    subject: typeof subject === 'string' ? subject : undefined,
    address: addressOf(ticket),
    created: shownTime(created),
    children: childrenOf(children),
  };
}

/**
 * The numbers of tickets that are digits, by the tickets' IDs: of one ticket or of a list, in any order of the fields; and of
 * whatever has its ID right before its number, wherever that stands. Too many are known rather than too few: what is known
 * only forbids.
 *
 * @param text of an answer
 */
export function shownTickets(text: string): ReadonlyMap<number, string> {
  const anywhere = text.matchAll(/"id"\s*:\s*"?(\d+)"?\s*,\s*"number"\s*:\s*"?(\d+)/g);
  const numbers = new Map<number, string>();
  for (const row of [...Array.from(anywhere, ([, id, number]) => ({ id, number })), ...rowsIn(text)]) {
    const { id, number } = asObject(row);
    const known = idOf(id);
    if (known !== undefined && /^\d+$/.test(String(number))) numbers.set(known, String(number));
  }
  return numbers;
}

function rowsIn(text: string): unknown[] {
  try {
    return [JSON.parse(text)].flat();
  } catch {
    return [];
  }
}

/** The address of a ticket's user: a text, or in an object that has it under `email` again, as osTicket's own class writes itself. */
function addressOf(ticket: Record<string, unknown>): string | undefined {
  const { email } = asObject(ticket.user);
  const address = typeof email === 'string' ? email : asObject(email).email;
  return typeof address === 'string' ? address : undefined;
}

/** Children as IDs, or as objects that have one. */
function childrenOf(children: unknown): readonly number[] | undefined {
  if (children === undefined || children === null) return [];
  if (!Array.isArray(children)) return undefined;
  const ids = children.map((child) => idOf(child) ?? idOf(asObject(child).ticket_id) ?? idOf(asObject(child).id));
  return ids.every((id) => id !== undefined) ? ids : undefined;
}

function idOf(value: unknown): number | undefined {
  const isOne = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
  return isOne && Number.isSafeInteger(Number(value)) ? Number(value) : undefined;
}

/** The JSON object of an answer, also where a notice of PHP stands before it. */
function objectIn(text: string): Record<string, unknown> | undefined {
  const start = text.search(/\{\s*"/);
  if (start < 0) return undefined;
  try {
    const value: unknown = JSON.parse(text.slice(start));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
