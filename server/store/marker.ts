import type { Kysely } from 'kysely';
import type { Database } from './tables.js';

/**
 * Tells a database that this tool made from an osTicket installation's: a setting that only this tool writes.
 * Its value is the version of the tables; raise it when `tables/` or the subject index changes.
 */
export const MARKER = { namespace: 'osticket-contract', key: 'tables' } as const;
export const TABLES_VERSION = '2';

/** The marker as a row of `config`, for a database that has just been made. */
export const markerRow = { ...MARKER, value: TABLES_VERSION, updated: '2026-01-01 00:00:00' };

/** The version of our tables in this database, or undefined when somebody else made them. */
export async function markedVersion(db: Kysely<Database>): Promise<string | undefined> {
  const row = await db
    .selectFrom('config')
    .select('value')
    .where('namespace', '=', MARKER.namespace)
    .where('key', '=', MARKER.key)
    .executeTakeFirst();
  return row?.value;
}
