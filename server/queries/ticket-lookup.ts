/** Finds tickets by the number or ID that a caller gives. */
import type { Store } from '../store/store.js';
import { type Db, prepared } from './prepared.js';

const byNumber = prepared<{ number: string }, { ticket_id: number; number: string | null }>((db, value) =>
  db.selectFrom('ticket').select(['ticket_id', 'number']).where('number', '=', value('number')).orderBy('ticket_id'),
);
const byId = prepared<{ id: number }, { ticket_id: number }>((db, value) =>
  db.selectFrom('ticket').select('ticket_id').where('ticket_id', '=', value('id')),
);

/** The ID of the ticket with this number; undefined when there is none. */
export async function ticketIdByNumber(store: Store, number: string, db?: Db): Promise<number | undefined> {
  // The database also takes other letters for equal ("a" and "A"), and trailing spaces.
  return (await byNumber(store, { number }, db)).find((row) => row.number === number)?.ticket_id;
}

/** The ID of the ticket with this number, or else with this ID; a JSON number is an ID only. */
export async function ticketIdByNumberOrId(
  store: Store,
  wanted: string | number,
  db?: Db,
): Promise<number | undefined> {
  const found = typeof wanted === 'string' ? await ticketIdByNumber(store, wanted, db) : undefined;
  // "000123" is a number that no ticket has, and not the ID 123.
  if (found !== undefined || !/^[1-9]\d{0,9}$/.test(String(wanted))) return found;
  return (await byId(store, { id: Number(wanted) }, db))[0]?.ticket_id;
}
