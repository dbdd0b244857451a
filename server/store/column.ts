import type { Generated } from 'kysely';

/**
 * A column as osTicket's own installer spells it, e.g. `varchar(20) null`, with what the store must know besides:
 * `auto` (the primary key, counted up by the database), `pk` (part of the primary key, given by the writer),
 * `default VALUE` (only where it is not the 0 or '' that osTicket writes for "none"), and `null` at the end.
 */
export type ColumnSpec = string;

/** One table: its columns, and its indexes as `name: columns`, the columns separated by commas. */
export interface TableSpec {
  readonly columns: Readonly<Record<string, ColumnSpec>>;
  /** Those that a query of the API uses. */
  readonly indexes?: Readonly<Record<string, string>>;
  /** Those that osTicket has besides. They are made in MySQL only: every one costs each write. */
  readonly osTicketIndexes?: Readonly<Record<string, string>>;
  readonly unique?: Readonly<Record<string, string>>;
}

type Members<List> = List extends `'${infer Head}',${infer Rest}`
  ? Head | Members<Rest>
  : List extends `'${infer Only}'`
    ? Only
    : never;

type Value<Spec> = Spec extends `${'int' | 'tinyint' | 'bigint'}(${string}`
  ? number
  : Spec extends `enum(${infer List})${string}`
    ? Members<List>
    : Spec extends `longblob${string}`
      ? Buffer
      : string;

/** The type that Kysely knows a column by: nullable and defaulted columns may be left out of an insert. */
export type Column<Spec> = Spec extends `${string} null`
  ? Value<Spec> | null
  : Spec extends `${string} auto`
    ? Generated<number>
    : Spec extends `${string} pk` | 'datetime' | 'longblob'
      ? Value<Spec>
      : Generated<Value<Spec>>;

/** What a column's spelling says, for the code that writes table definitions. */
export interface ColumnFacts {
  /** The MySQL type, e.g. `int(11) unsigned`. */
  readonly type: string;
  readonly nullable: boolean;
  readonly auto: boolean;
  readonly primary: boolean;
  /** What is stored when a writer leaves the column out; undefined where there is no sensible value (times, content). */
  readonly fallback: string | number | undefined;
}

const SPELLING =
  /^(?<type>(?:int|tinyint|bigint|varchar|char)\(\d+\)(?: unsigned)?|enum\([^)]+\)|text|mediumtext|longblob|datetime|timestamp)(?: (?<key>auto|pk))?(?: default (?<value>\S+))?(?<nullable> null)?$/;

/** Reads a column's spelling. Throws when it is none, so a slip in the tables shows at the first start. */
export function readColumn(spec: ColumnSpec): ColumnFacts {
  const parts = SPELLING.exec(spec)?.groups;
  const type = parts?.['type'];
  if (type === undefined) throw new Error(`No column definition: "${spec}"`);
  const key = parts?.['key'];
  const nullable = parts?.['nullable'] !== undefined;
  const known = nullable || key !== undefined || type === 'datetime' || type === 'longblob';
  return {
    type,
    nullable,
    auto: key === 'auto',
    primary: key !== undefined,
    fallback: known ? undefined : fallback(type, parts?.['value']),
  };
}

function fallback(type: string, value: string | undefined): string | number {
  if (/^(int|tinyint|bigint)/.test(type)) return Number(value ?? 0);
  return value ?? '';
}
