/** Kysely's way to a SQLite database: one connection, which many use by turns. */
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
} from 'kysely';
import type { Checkpoints } from './checkpoints.js';
import { SteadyLimitCompiler } from './compiler.js';
import type { SqliteDatabase, SqliteStatement } from './database.js';
import type { Disk } from './disk.js';
import { withStatementCache } from './statement-cache.js';

/** What takes care of the log of a database in a file. */
export interface SqliteLog {
  readonly checkpoints: Checkpoints;
  readonly disk: Disk;
}

/** @param log of a database that has one */
export function sqliteDialect(database: SqliteDatabase, log: SqliteLog | undefined): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new WriteFirstDriver(database, log),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SteadyLimitCompiler(),
  };
}

/** A transaction that reads before it writes would fail if another process wrote in between: take the lock first. */
class WriteFirstDriver extends SqliteDriver {
  readonly #database: SqliteDatabase;
  readonly #log: SqliteLog | undefined;
  readonly #changes: SqliteStatement;
  /** How many there were when the connection was last given back; none, so that what was done on opening counts, too. */
  #changesBefore: unknown;

  constructor(database: SqliteDatabase, log: SqliteLog | undefined) {
    super({ database: withStatementCache(database) });
    this.#database = database;
    this.#log = log;
    this.#changes = database.prepare('select total_changes()');
  }

  /** Others get the connection at once. Who has written goes on when it is on the disk. */
  override async releaseConnection(): Promise<void> {
    const changes = this.#log && this.#changes.all()[0]?.[0];
    const wrote = changes !== this.#changesBefore;
    this.#changesBefore = changes;
    await super.releaseConnection();
    if (wrote) await this.#log?.disk.flush();
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    this.#log?.checkpoints.begin();
    // SQLite would wait for the lock in this thread, and keep all requests waiting: inTransaction waits in its place.
    await connection.executeQuery(CompiledQuery.raw('pragma busy_timeout = 0'));
    try {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'));
    } finally {
      await connection.executeQuery(CompiledQuery.raw('pragma busy_timeout = 5000'));
    }
  }

  /** SQLite has rolled back by itself when the disk is full; to ask again is an error, which would hide the first. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isInTransaction) await super.rollbackTransaction(connection);
  }
}
