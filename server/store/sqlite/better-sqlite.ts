/** SQLite by the package better-sqlite3, which is compiled for one version of Node. */
import { createRequire } from 'node:module';
import type BetterSqlite3 from 'better-sqlite3';
import { StoreError } from '../store-error.js';
import type { SqliteDatabase, SqliteStatement } from './database.js';

/** @throws StoreError when the package is not there, or was not compiled for this version of Node */
export function openBetterSqlite(file: string, options: { timeout?: number; bytes?: Buffer }): SqliteDatabase {
  const database = opened(file, options);
  return {
    isInMemory: database.memory,
    get isInTransaction() {
      return database.inTransaction;
    },
    prepare: (sql) => statement(database.prepare(sql)),
    exec: (sql) => void database.exec(sql),
    define: (name, work, { deterministic = false } = {}) =>
      void database.function(name, { deterministic, varargs: true }, work as (...values: unknown[]) => unknown),
    bytes: () => database.serialize(),
    close: () => void database.close(),
  };
}

function opened(file: string, { timeout = 0, bytes }: { timeout?: number; bytes?: Buffer }): BetterSqlite3.Database {
  try {
    const Database = createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite3;
    return bytes === undefined ? new Database(file, { timeout }) : new Database(bytes);
  } catch (error) {
    throw explained(error);
  }
}

function explained(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'MODULE_NOT_FOUND') {
    return new StoreError(
      `Tickets are kept by SQLite, which Node has from version 24 on. For Node ${process.version}, install better-sqlite3 beside this package: npm install better-sqlite3`,
    );
  }
  if (code === 'ERR_DLOPEN_FAILED' || message.includes('bindings file')) {
    return new StoreError(
      `The package better-sqlite3 that is installed was not compiled for Node ${process.version}. Compile it (npm rebuild better-sqlite3), or use Node 24 or later, which needs it not.`,
    );
  }
  return error;
}

function statement(prepared: BetterSqlite3.Statement): SqliteStatement {
  const run = (parameters: readonly unknown[] = []) => prepared.run(...parameters);
  if (!prepared.reader) return { columns: [], run, all: () => [], iterate: () => [] };
  const raw = prepared.raw();
  return {
    columns: prepared.columns().map(({ name }) => name),
    run,
    all: (parameters = []) => raw.all(...parameters) as unknown[][],
    iterate: (parameters = []) => raw.iterate(...parameters) as Iterable<unknown[]>,
  };
}
