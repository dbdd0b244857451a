import { sql } from 'kysely';
import type { Store } from '../store/store.js';
import { type Db, prepared } from './prepared.js';

const counters = prepared<object, { changes: string }>((db) =>
  db.selectNoFrom(sql<string>`total_changes() || ':' || (select data_version from pragma_data_version)`.as('changes')),
);

/**
 * A text that is another one after anything was written to the database, by this connection or by another process.
 * Undefined where the database cannot tell (MySQL, MariaDB).
 */
export async function changeCount(store: Store, db?: Db): Promise<string | undefined> {
  if (store.kind !== 'sqlite') return undefined;
  return (await counters(store, {}, db))[0]?.changes;
}
