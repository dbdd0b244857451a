import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { MARKER, TABLES_VERSION } from '../marker.js';
import { StoreError } from '../store-error.js';
import { firstValue, type SqliteDatabase } from './database.js';
import { explainedSqliteError } from './errors.js';
import { openDatabase } from './open-database.js';

/**
 * Connects to a SQLite database that is new or that this tool made, and sets it up to lose no acknowledged write. Another
 * program's database is refused before anything is changed in it.
 *
 * @param file a path, or `:memory:`
 * @param bytes what the database in memory begins with. Default: nothing
 * @throws StoreError when there is no such folder, or the file is something else
 */
export function connectSqlite(file: string, bytes?: Buffer): SqliteDatabase {
  if (file !== ':memory:') refuseNoFile(file);
  const database = opened(file, bytes);
  try {
    if (!isEmpty(database)) refuseOther(database, file);
    // FULL: a commit is on the disk before it is acknowledged. WAL: readers and the writer do not wait for each other.
    database.exec('pragma journal_mode = WAL');
    database.exec('pragma synchronous = FULL');
    // In KiB. What does not fit is in the system's own cache; this one counts as memory of the process.
    database.exec('pragma cache_size = -16384');
    return database;
  } catch (error) {
    database.close();
    throw explainedSqliteError(error, file);
  }
}

export function isEmpty(database: SqliteDatabase): boolean {
  return firstValue(database, 'select 1 from sqlite_master limit 1') === undefined;
}

function opened(file: string, bytes: Buffer | undefined): SqliteDatabase {
  try {
    return openDatabase(file, { timeout: 5000, ...(bytes ? { bytes } : {}) });
  } catch (error) {
    throw explainedSqliteError(error, file);
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

function refuseOther(database: SqliteDatabase, file: string): void {
  const version = markedVersion(database);
  if (version === undefined) {
    throw new StoreError(`${file} is a SQLite database of another program. It was left as it is; name another file.`);
  }
  if (version !== TABLES_VERSION) {
    throw new StoreError(
      `${file} holds tables of version ${version}, and this program works with version ${TABLES_VERSION}. Name another file, or delete this one if its tickets are not needed.`,
    );
  }
}

function markedVersion(database: SqliteDatabase): unknown {
  const columns = database.prepare("select name from pragma_table_info('config')").all().flat();
  if (!['namespace', 'key', 'value'].every((name) => columns.includes(name))) return undefined;
  return firstValue(database, 'select "value" from config where namespace = ? and "key" = ?', [
    MARKER.namespace,
    MARKER.key,
  ]);
}
