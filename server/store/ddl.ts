import { readColumn } from './column.js';
import { type TableName, tableNames, tableSpec } from './tables.js';

/** Statements that make all tables in an empty SQLite database. */
export function sqliteTables(): string[] {
  return tableNames.map((table) => `create table "${table}" (${body(tableSpec(table).columns, sqliteColumn, '"')})`);
}

/** The tables' indexes in SQLite: each one's name, and the statement that makes it where it is missing. */
export function sqliteIndexes(): { name: string; create: string }[] {
  return tableNames.flatMap((table) => {
    const { indexes = {}, unique = {} } = tableSpec(table);
    const index =
      (kind: string) =>
      ([label, keys]: [string, string]) => {
        const name = `${table}_${label}`;
        return { name, create: `create ${kind} if not exists "${name}" on "${table}" (${quoted(keys, '"')})` };
      };
    return [...Object.entries(unique).map(index('unique index')), ...Object.entries(indexes).map(index('index'))];
  });
}

/** Statements that make all tables with their indexes in MySQL or MariaDB, named with the prefix, in order. */
export function mysqlTables(prefix: string): string[] {
  const options = 'engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci';
  return tableNames.map((table) => `create table \`${prefix}${table}\` (${mysqlBody(table)}) ${options}`);
}

function mysqlBody(table: TableName): string {
  const { columns, indexes = {}, osTicketIndexes = {}, unique = {} } = tableSpec(table);
  const index =
    (kind: string) =>
    ([name, keys]: [string, string]) =>
      `${kind} \`${name}\` (${quoted(keys, '`')})`;
  return [
    body(columns, mysqlColumn, '`'),
    ...Object.entries(unique).map(index('unique key')),
    ...Object.entries({ ...indexes, ...osTicketIndexes }).map(index('key')),
  ].join(', ');
}

function body(columns: Readonly<Record<string, string>>, define: (spec: string) => string, quote: string): string {
  const primary = Object.keys(columns).filter((name) => readColumn(columns[name] ?? '').primary);
  const lines = Object.entries(columns).map(([name, spec]) => `${quote}${name}${quote} ${define(spec)}`);
  // SQLite counts up only a key that is declared with its column.
  const inline = quote === '"' && Object.values(columns).some((spec) => readColumn(spec).auto);
  return [...lines, ...(inline ? [] : [`primary key (${quoted(primary.join(','), quote)})`])].join(', ');
}

function sqliteColumn(spec: string): string {
  const { type, nullable, auto, fallback } = readColumn(spec);
  // AUTOINCREMENT because MySQL, too, never gives a deleted ticket's ID to another one.
  if (auto) return 'integer primary key autoincrement';
  return `${sqliteType(type)}${nullable ? '' : ' not null'}${defaulting(fallback)}`;
}

function sqliteType(type: string): string {
  if (/^(int|tinyint|bigint)/.test(type)) return 'integer';
  if (type === 'longblob') return 'blob';
  if (type === 'datetime' || type === 'timestamp') return 'text';
  // Because osTicket's MySQL columns compare without case.
  return 'text collate nocase';
}

function mysqlColumn(spec: string): string {
  const { type, nullable, auto, fallback } = readColumn(spec);
  if (auto) return `${type} not null auto_increment`;
  // MySQL takes a default for a text column only as an expression.
  const value = type === 'text' && fallback !== undefined ? ` default ('${fallback}')` : defaulting(fallback);
  return `${type} ${nullable ? 'null' : 'not null'}${value}`;
}

function defaulting(fallback: string | number | undefined): string {
  if (fallback === undefined) return '';
  return typeof fallback === 'number' || fallback === 'CURRENT_TIMESTAMP'
    ? ` default ${fallback}`
    : ` default '${fallback}'`;
}

function quoted(keys: string, quote: string): string {
  return keys
    .split(',')
    .map((key) => `${quote}${key}${quote}`)
    .join(', ');
}
