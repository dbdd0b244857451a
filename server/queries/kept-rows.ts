import { type SqlBool, sql } from 'kysely';
import type { Store } from '../store/store.js';
import { prepared } from './prepared.js';
import { selectTickets, type TicketRow } from './ticket-rows.js';

/** Rows that are kept at most, about half a kilobyte each; then it begins anew. */
const KEPT = 20_000;

/** SQLite's own way to take a list as one value. */
const rowsById = prepared<{ ids: string }, TicketRow>((db, value) =>
  selectTickets(db).where(
    sql<SqlBool>`${sql.ref('ticket.ticket_id')} in (select value from json_each(${value('ids')}))`,
  ),
);

const kept = new WeakMap<Store, { readonly changes: string; readonly rows: Map<number, TicketRow> }>();

/**
 * Rows of tickets in a SQLite store, in the order of the IDs. They are kept for as long as nothing is written: to
 * read a row again costs SQLite five times as much as to find its ID.
 *
 * @param changes the state of the database that the IDs were read in (see Store.changes)
 * @returns undefined when something was written since, so that IDs and rows may not fit together
 */
export async function keptRows(
  store: Store,
  ids: readonly number[],
  changes: string,
): Promise<TicketRow[] | undefined> {
  let cache = kept.get(store);
  if (cache === undefined || cache.changes !== changes || cache.rows.size > KEPT) {
    cache = { changes, rows: new Map() };
    kept.set(store, cache);
  }
  const { rows } = cache;
  const missing = ids.filter((id) => !rows.has(id));
  if (missing.length > 0) {
    for (const row of await rowsById(store, { ids: JSON.stringify(missing) })) rows.set(row.ticket_id, row);
  }
  if (store.changes() !== changes) return undefined;
  return ids.flatMap((id) => rows.get(id) ?? []);
}
