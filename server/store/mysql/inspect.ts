import { type Kysely, sql } from 'kysely';
import { StoreError } from '../store-error.js';
import { type Database, tableNames, tableSpec } from '../tables.js';
import type { MysqlAddress } from './address.js';

/**
 * Whether the database has all tables and columns, or none of the tables.
 *
 * @throws StoreError when it has only some: an installation without the plugin, another prefix, a broken copy
 */
export async function inspect(db: Kysely<Database>, { prefix, database }: MysqlAddress): Promise<'empty' | 'complete'> {
  const present = await columns(db);
  const missing = tableNames.filter((table) => !present.has(prefix + table));
  if (missing.length === tableNames.length) return 'empty';
  if (missing.length > 0) {
    throw new StoreError(
      `The database ${database} has only ${tableNames.length - missing.length} of the ${tableNames.length} tables with the prefix "${prefix}"; ${prefix}${missing[0]} is missing. Check the prefix, or name an empty database or a complete osTicket installation's.`,
    );
  }
  for (const table of tableNames) {
    const lacking = Object.keys(tableSpec(table).columns).find((column) => !present.get(prefix + table)?.has(column));
    if (lacking === undefined) continue;
    const plugin =
      table === 'api_key'
        ? ' The API Endpoints plugin adds it: install and enable that plugin first.'
        : ' osTicket 1.18 has it: update the installation.';
    throw new StoreError(`The table ${prefix}${table} in the database ${database} has no column ${lacking}.${plugin}`);
  }
  return 'complete';
}

/** The columns of each table in the database, by the tables' full names. */
async function columns(db: Kysely<Database>): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as ${sql.id('table')}, column_name as ${sql.id('column')}
    from information_schema.columns where table_schema = database()`.execute(db);
  const found = new Map<string, Set<string>>();
  for (const { table, column } of rows) found.set(table, (found.get(table) ?? new Set()).add(column));
  return found;
}

/** Whether every column that takes people's text can hold characters beyond U+FFFF. */
export async function holdsSupplementary(db: Kysely<Database>, prefix: string): Promise<boolean> {
  const { rows } = await sql<{ narrow: number }>`
    select count(*) as narrow from information_schema.columns
    where table_schema = database() and character_set_name <> 'utf8mb4' and (table_name, column_name) in (
      (${`${prefix}ticket__cdata`}, 'subject'), (${`${prefix}thread_entry`}, 'body'), (${`${prefix}thread_entry`}, 'title'),
      (${`${prefix}thread_entry`}, 'poster'), (${`${prefix}user`}, 'name'), (${`${prefix}attachment`}, 'name'), (${`${prefix}file`}, 'name'))`.execute(
    db,
  );
  return rows[0]?.narrow === 0;
}
