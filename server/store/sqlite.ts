import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { sqliteIndexes, sqliteTables } from './ddl.js';
import { defaultRows } from './default-rows.js';
import { markedVersion, markerRow, TABLES_VERSION } from './marker.js';
import { sqliteBatchWriter } from './sqlite-batch.js';
import { withStatementCache } from './statement-cache.js';
import type { Store } from './store.js';
import { StoreError } from './store-error.js';
import { openSubjectIndex, subjectIndex } from './subject-index.js';
import type { Database } from './tables.js';

/**
 * Opens a SQLite database, making the tables in a new one.
 * An acknowledged write survives the death of the process and of the machine. Other processes may use the file
 * at the same time; a writer waits up to five seconds for another one.
 *
 * @param file a path, or `:memory:`
 * @throws StoreError when there is no such folder, or the file is something else
 */
export async function openSqlite(file: string): Promise<Store> {
  const database = connect(file);
  try {
    const write = sqliteBatchWriter(database, openSubjectIndex(database));
    if (isEmpty(database)) createTables(database, write);
    const db = new Kysely<Database>({ dialect: dialect(database) });
    await refuseOtherVersion(db, database, file);
    // They are missing after a filling (see withoutIndexes) that was cut short.
    createIndexes(database);
    return {
      db,
      kind: 'sqlite',
      owned: 'ours',
      holdsSupplementary: true,
      changes: changeCounter(database),
      insertBatch: async (batch) => database.transaction(write).immediate(batch),
      withoutIndexes: (work) => withoutIndexes(database, work),
      close: () => db.destroy(),
    };
  } catch (error) {
    database.close();
    throw explained(error, file);
  }
}

/** Counts this connection's own changes, and notices those of others to a file. */
function changeCounter(database: BetterSqlite3.Database): () => string {
  const own = database.prepare('select total_changes()').pluck();
  const others = database.prepare('pragma data_version').pluck();
  return () => (database.memory ? `${own.get()}` : `${own.get()}:${others.get()}`);
}

function connect(file: string): BetterSqlite3.Database {
  if (file !== ':memory:') refuseNoFile(file);
  const database = opened(file);
  try {
    // FULL: a commit is on the disk before it is acknowledged. WAL: readers and the writer do not wait for each other.
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    // In KiB. The default of 2 MB makes filling a large database read its own indexes again and again.
    database.pragma('cache_size = -65536');
    return database;
  } catch (error) {
    database.close();
    throw explained(error, file);
  }
}

function opened(file: string): BetterSqlite3.Database {
  try {
    return new BetterSqlite3(file, { timeout: 5000 });
  } catch (error) {
    throw explained(error, file);
  }
}

function refuseNoFile(file: string): void {
  const folder = dirname(resolve(file));
  if (file === '')
    throw new StoreError('No file is named after "sqlite:". Write sqlite:FILE, e.g. sqlite:tickets.sqlite.');
  if (!existsSync(folder))
    throw new StoreError(`Cannot open ${file}: the folder ${folder} does not exist. Create it or name another file.`);
  if (existsSync(file) && statSync(file).isDirectory()) {
    throw new StoreError(`Cannot open ${file}: it is a folder. Name a file in it, e.g. sqlite:${file}/tickets.sqlite.`);
  }
}

function isEmpty(database: BetterSqlite3.Database): boolean {
  return database.prepare('select 1 from sqlite_master limit 1').get() === undefined;
}

function createTables(database: BetterSqlite3.Database, write: ReturnType<typeof sqliteBatchWriter>): void {
  database
    .transaction(() => {
      // Another process may have made them while this one waited for the lock.
      if (!isEmpty(database)) return;
      for (const statement of [...sqliteTables(), ...subjectIndex]) database.exec(statement);
      write({ ...defaultRows, config: [...defaultRows.config, markerRow] });
    })
    .immediate();
}

async function withoutIndexes(database: BetterSqlite3.Database, work: () => Promise<void>): Promise<void> {
  for (const { name } of sqliteIndexes()) database.exec(`drop index if exists "${name}"`);
  // Meanwhile a power failure may take back the last batches, though it never breaks the file.
  database.pragma('synchronous = NORMAL');
  // In pages: copying the log into the file every 200 MB instead of every 4 MB writes most pages once.
  database.pragma('wal_autocheckpoint = 50000');
  try {
    await work();
  } finally {
    createIndexes(database);
    database.pragma('synchronous = FULL');
    database.pragma('wal_autocheckpoint = 1000');
    database.pragma('wal_checkpoint(TRUNCATE)');
  }
}

function createIndexes(database: BetterSqlite3.Database): void {
  for (const { create } of sqliteIndexes()) database.exec(create);
}

async function refuseOtherVersion(db: Kysely<Database>, database: BetterSqlite3.Database, file: string): Promise<void> {
  const hasConfig = database.prepare("select 1 from sqlite_master where type = 'table' and name = 'config'").get();
  const version = hasConfig === undefined ? undefined : await markedVersion(db).catch(() => undefined);
  if (version === undefined) {
    throw new StoreError(`${file} is a SQLite database of another program. It was left as it is; name another file.`);
  }
  if (version !== TABLES_VERSION) {
    throw new StoreError(
      `${file} holds tables of version ${version}, and this program works with version ${TABLES_VERSION}. Name another file, or delete this one if its tickets are not needed.`,
    );
  }
}

function explained(error: unknown, file: string): unknown {
  if (!(error instanceof BetterSqlite3.SqliteError)) return error;
  const { code } = error;
  if (code === 'SQLITE_NOTADB')
    return new StoreError(`${file} is no SQLite database. It was left as it is; name another file.`);
  if (/CANTOPEN|READONLY|PERM|IOERR/.test(code)) {
    return new StoreError(
      `Cannot open ${file} for writing (${error.message}). Check the permissions of the file and of its folder.`,
    );
  }
  if (/BUSY|LOCKED/.test(code))
    return new StoreError(
      `Cannot open ${file}: another process keeps it locked. End that process or name another file.`,
    );
  return new StoreError(`Cannot open ${file}: ${error.message}.`);
}

function dialect(database: BetterSqlite3.Database) {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new WriteFirstDriver({ database: withStatementCache(database) }),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** A transaction that reads before it writes would fail if another process wrote in between: take the lock first. */
class WriteFirstDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}
