import { type SqlBool, sql } from 'kysely';
import type { Store } from '../store/store.js';
import { prepared } from './prepared.js';
import { selectTickets, type TicketRow } from './ticket-rows.js';

/** Tickets that are kept at most, about a kilobyte each; then all are dropped. */
const KEPT = 20_000;

/** SQLite's own way to take a list as one value. */
const rowsById = prepared<{ ids: string }, TicketRow>((db, value) =>
  selectTickets(db).where(
    sql<SqlBool>`${sql.ref('ticket.ticket_id')} in (select value from json_each(${value('ids')}))`,
  ),
);

/**
 * Keeps what is made of the rows of tickets in a SQLite store, for as long as nothing is written: to read a row
 * again and make something of it costs five times as much as to find its ID.
 *
 * @returns gives what was made of these tickets, in the order of the IDs; undefined when something was written since
 *   the state `changes` (see Store.changes), so that IDs and rows may not fit together
 */
export function keptTickets<Made>() {
  const kept = new WeakMap<Store, { readonly changes: string; readonly tickets: Map<number, Made> }>();
  return async (
    store: Store,
    ids: readonly number[],
    changes: string,
    make: (row: TicketRow) => Made,
  ): Promise<Made[] | undefined> => {
    let cache = kept.get(store);
    if (cache === undefined || cache.changes !== changes || cache.tickets.size > KEPT) {
      cache = { changes, tickets: new Map() };
      kept.set(store, cache);
    }
    const { tickets } = cache;
    const missing = ids.filter((id) => !tickets.has(id));
    if (missing.length > 0) {
      for (const row of await rowsById(store, { ids: JSON.stringify(missing) })) tickets.set(row.ticket_id, make(row));
    }
    if (store.changes() !== changes) return undefined;
    return ids.flatMap((id) => tickets.get(id) ?? []);
  };
}
