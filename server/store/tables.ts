import type { Insertable } from 'kysely';
import type { Column, TableSpec } from './column.js';
import * as forms from './tables/form-tables.js';
import * as people from './tables/people-tables.js';
import * as settings from './tables/setting-tables.js';
import * as tickets from './tables/ticket-tables.js';

/** osTicket's tables as far as the API reads or writes them, by their names without the installation's prefix. */
export const tables = { ...tickets, ...forms, ...people, ...settings };

type Tables = typeof tables;

/** A table's name as queries spell it, e.g. `thread_entry`; the installation's prefix is added on the way out. */
export type TableName = keyof Tables;

/**
 * The database as Kysely knows it. Integers are numbers (flags 0 or 1, 0 = "none" for an ID), times are strings
 * `YYYY-MM-DD HH:MM:SS` in the database's time zone, file content is a Buffer.
 */
export type Database = {
  [T in TableName]: { [C in keyof Tables[T]['columns']]: Column<Tables[T]['columns'][C]> };
};

/** A row as it is inserted: columns that have a default or may be null can be left out. */
export type NewRow<T extends TableName> = Insertable<Database[T]>;

export const tableNames = Object.keys(tables) as TableName[];

/** A table's declaration, for code that goes through all of them. */
export function tableSpec(name: TableName): TableSpec {
  return tables[name];
}

/** Rows of several tables that belong together. Rows of one table all name the same columns. */
export type Batch = { readonly [T in TableName]?: readonly NewRow<T>[] };
