/**
 * SQLite as this project uses it, whichever program it comes from: Node's own (24 and later, where it is stable) or
 * the package better-sqlite3.
 */
/** A value that is bound or read. Bytes are read as a Buffer. */
export type SqliteValue = string | number | bigint | null | Uint8Array;

/** A prepared statement. Its rows are arrays of values in the order of the columns. */
export interface SqliteStatement {
  /** The names of what it answers; none for a write. */
  readonly columns: readonly string[];
  all(parameters?: readonly unknown[]): unknown[][];
  iterate(parameters?: readonly unknown[]): Iterable<unknown[]>;
  run(parameters?: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
}

/** An open database. Its errors have SQLite's own name as `code`, e.g. `SQLITE_BUSY`. */
export interface SqliteDatabase {
  readonly isInMemory: boolean;
  readonly isInTransaction: boolean;
  prepare(sql: string): SqliteStatement;
  /** Carries out one statement or several, whatever they answer. */
  exec(sql: string): void;
  /** Gives SQL a function. Default: it is not said to be deterministic, so indexes and the planner do not rely on it. */
  define(
    name: string,
    work: (...values: SqliteValue[]) => SqliteValue,
    options?: { readonly deterministic?: boolean },
  ): void;
  /** All that it holds: what `openDatabase` takes as `bytes`. */
  bytes(): Buffer;
  close(): void;
}

/** The first value of the first row; undefined where there is no row. */
export const firstValue = (database: SqliteDatabase, sql: string, parameters: readonly unknown[] = []): unknown =>
  database.prepare(sql).all(parameters)[0]?.[0];

/** Does work in a transaction that takes the lock for writing at its beginning, so that it never fails in its middle. */
export function inWriteTransaction<T>(database: SqliteDatabase, work: () => T): T {
  database.exec('begin immediate');
  try {
    const result = work();
    database.exec('commit');
    return result;
  } catch (error) {
    // SQLite has rolled back by itself when the disk is full; to ask again is an error, which would hide the first.
    if (database.isInTransaction) database.exec('rollback');
    throw error;
  }
}
