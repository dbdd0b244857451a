import { Kysely } from 'kysely';
import { sqliteIndexes, sqliteTables } from '../ddl.js';
import { defaultRows } from '../default-rows.js';
import { type FlatBatch, flat } from '../flat-batch.js';
import { markerRow } from '../marker.js';
import type { Store } from '../store.js';
import type { Database } from '../tables.js';
import { sqliteBatchWriter } from './batch.js';
import { Checkpoints, longestLog } from './checkpoints.js';
import { connectSqlite, isEmpty } from './connection.js';
import { firstValue, inWriteTransaction, type SqliteDatabase } from './database.js';
import { type SqliteLog, sqliteDialect } from './dialect.js';
import { Disk } from './disk.js';
import { explainedSqliteError } from './errors.js';
import { openSubjectIndex, type SubjectIndex, subjectIndex } from './subject-index.js';

/**
 * Opens a SQLite database, making the tables in a new one.
 * An acknowledged write survives the death of the process and of the machine. Other processes may use the file
 * at the same time; a writer waits up to five seconds for another one.
 *
 * @param file a path, or `:memory:`
 * @param bytes what a database in memory begins with (see Store.bytes). Default: nothing
 * @throws StoreError when there is no such folder, or the file is something else
 */
export async function openSqlite(file: string, bytes?: Buffer): Promise<Store> {
  const database = connectSqlite(file, bytes);
  try {
    const index = openSubjectIndex(database);
    const write = sqliteBatchWriter(database, index);
    if (isEmpty(database)) createTables(database, write);
    const log = firstValue(database, 'pragma journal_mode') === 'wal' ? withLog(database, file) : undefined;
    const db = new Kysely<Database>({ dialect: sqliteDialect(database, log) });
    // They are missing after a filling (see withoutIndexes) that was cut short.
    completeIndexes(database, index);
    let filling = false;
    const insertFlat = async (batch: FlatBatch) => {
      inWriteTransaction(database, () => write(batch));
      if (!filling) await log?.disk.flush();
    };
    return {
      db,
      kind: 'sqlite',
      owner: 'this-tool',
      holdsSupplementary: true,
      changes: changeCounter(database),
      insertBatch: (batch) => insertFlat(flat(batch)),
      insertFlat,
      withoutIndexes: async (work) => {
        // Meanwhile a power failure may take back the last batches, though it never breaks the file.
        filling = true;
        try {
          await withoutIndexes(database, index, work);
        } finally {
          filling = false;
        }
      },
      ...(database.isInMemory ? { bytes: () => database.bytes() } : {}),
      close: async () => {
        await log?.checkpoints.end();
        await log?.disk.end();
        await db.destroy();
      },
    };
  } catch (error) {
    database.close();
    throw explainedSqliteError(error, file);
  }
}

/** What keeps the thread that answers requests from waiting for a disk. */
function withLog(database: SqliteDatabase, file: string): SqliteLog {
  database.exec(`pragma wal_autocheckpoint = ${longestLog}`);
  // A commit leaves what it wrote to `Disk`.
  database.exec('pragma synchronous = NORMAL');
  return { checkpoints: new Checkpoints(file), disk: new Disk(file) };
}

/** Counts this connection's own changes, and notices those of others to a file. */
function changeCounter(database: SqliteDatabase): () => string {
  const own = database.prepare('select total_changes()');
  if (database.isInMemory) return () => `${own.all()}`;
  const others = database.prepare('pragma data_version');
  return () => `${own.all()}:${others.all()}`;
}

function createTables(database: SqliteDatabase, write: ReturnType<typeof sqliteBatchWriter>): void {
  inWriteTransaction(database, () => {
    // Another process may have made them while this one waited for the lock.
    if (!isEmpty(database)) return;
    for (const statement of [...sqliteTables(), ...subjectIndex]) database.exec(statement);
    write(flat({ ...defaultRows, config: [...defaultRows.config, markerRow] }));
  });
}

async function withoutIndexes(database: SqliteDatabase, index: SubjectIndex, work: () => Promise<void>): Promise<void> {
  index.defer();
  for (const { name } of sqliteIndexes()) database.exec(`drop index if exists "${name}"`);
  // In pages: copying the log into the file every 200 MB instead of every 4 MB writes most pages once.
  database.exec('pragma wal_autocheckpoint = 50000');
  // In KiB. With less, building the indexes of a large database reads it again and again.
  database.exec('pragma cache_size = -65536');
  try {
    await work();
  } finally {
    try {
      completeIndexes(database, index);
    } finally {
      database.exec('pragma cache_size = -16384');
      database.exec(`pragma wal_autocheckpoint = ${longestLog}`);
    }
    database.exec('pragma wal_checkpoint(TRUNCATE)');
  }
}

/** Makes the indexes that are not there, and adds to that of the subjects what it lacks. */
function completeIndexes(database: SqliteDatabase, index: SubjectIndex): void {
  index.complete();
  for (const { create } of sqliteIndexes()) database.exec(create);
}
