/** SQLite by Node itself: `node:sqlite`, from version 24 on. Before, it prints a warning and lacks a part of what is used. */
import type { SqliteDatabase, SqliteStatement, SqliteValue } from './database.js';

/** The part of `node:sqlite` that is used; the types of Node 20, which this project is compiled with, have none of it. */
export interface NodeSqlite {
  DatabaseSync: new (file: string, options: { timeout: number; enableForeignKeyConstraints: boolean }) => Opened;
}

interface Opened {
  readonly isTransaction: boolean;
  prepare(sql: string): Prepared;
  exec(sql: string): void;
  function(name: string, options: object, work: (...values: SqliteValue[]) => SqliteValue): void;
  serialize(): Uint8Array;
  deserialize(bytes: Uint8Array): void;
  close(): void;
}

interface Prepared {
  columns(): { name: string }[];
  setReturnArrays(wanted: boolean): void;
  all(...parameters: unknown[]): unknown[][];
  iterate(...parameters: unknown[]): Iterable<unknown[]>;
  run(...parameters: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
}

const stableSince = 24;

/** Undefined where this Node has none that is stable. */
export const nodeSqlite =
  Number.parseInt(process.versions.node, 10) < stableSince
    ? undefined
    : (process.getBuiltinModule('node:sqlite') as unknown as NodeSqlite | undefined);

export function openNodeSqlite(
  { DatabaseSync }: NodeSqlite,
  file: string,
  { timeout = 0, bytes }: { timeout?: number; bytes?: Buffer },
): SqliteDatabase {
  const database = named(() => new DatabaseSync(file, { timeout, enableForeignKeyConstraints: false }));
  if (bytes !== undefined) named(() => database.deserialize(bytes));
  return {
    isInMemory: file === ':memory:',
    get isInTransaction() {
      return database.isTransaction;
    },
    prepare: (sql) => statement(named(() => database.prepare(sql))),
    exec: (sql) => named(() => database.exec(sql)),
    define: (name, work, { deterministic = false } = {}) =>
      database.function(name, { deterministic, varargs: true }, work),
    bytes: () => buffer(database.serialize()),
    close: () => database.close(),
  };
}

function statement(prepared: Prepared): SqliteStatement {
  prepared.setReturnArrays(true);
  return {
    columns: prepared.columns().map(({ name }) => name),
    run: (parameters = []) => named(() => prepared.run(...parameters)),
    all: (parameters = []) => named(() => prepared.all(...parameters)).map(withBuffers),
    *iterate(parameters = []) {
      for (const row of prepared.iterate(...parameters)) yield withBuffers(row);
    },
  };
}

const buffer = ({ buffer: memory, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(memory as ArrayBuffer, byteOffset, byteLength);

const withBuffers = (row: unknown[]): unknown[] =>
  row.map((value) => (value instanceof Uint8Array ? buffer(value) : value));

/** SQLite's own names of the errors that this project tells apart, by their (extended) numbers. */
const names: Readonly<Record<number, string>> = {
  3: 'SQLITE_PERM',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  19: 'SQLITE_CONSTRAINT',
  26: 'SQLITE_NOTADB',
  778: 'SQLITE_IOERR_WRITE',
  2067: 'SQLITE_CONSTRAINT_UNIQUE',
};

/** Does work; an error of SQLite gets its name as `code`, as better-sqlite3 gives it. */
function named<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { errcode } = error as { errcode?: unknown };
    if (error instanceof Error && typeof errcode === 'number') {
      Object.assign(error, { code: names[errcode] ?? names[errcode & 0xff] ?? 'SQLITE_ERROR' });
    }
    throw error;
  }
}
