import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { MARKER, TABLES_VERSION } from '../marker.js';
import { StoreError } from '../store-error.js';
import { explainedSqliteError } from './errors.js';

/**
 * Connects to a SQLite database that is new or that this tool made, and sets it up to lose no acknowledged write. Another
 * program's database is refused before anything is changed in it.
 *
 * @param file a path, or `:memory:`
 * @param bytes what the database in memory begins with. Default: nothing
 * @throws StoreError when there is no such folder, or the file is something else
 */
export function connectSqlite(file: string, bytes?: Buffer): BetterSqlite3.Database {
  if (file !== ':memory:') refuseNoFile(file);
  const database = bytes === undefined ? opened(file) : new BetterSqlite3(bytes);
  try {
    if (!isEmpty(database)) refuseOther(database, file);
    // FULL: a commit is on the disk before it is acknowledged. WAL: readers and the writer do not wait for each other.
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    // In KiB. What does not fit is in the system's own cache; this one counts as memory of the process.
    database.pragma('cache_size = -16384');
    return database;
  } catch (error) {
    database.close();
    throw explainedSqliteError(error, file);
  }
}

export function isEmpty(database: BetterSqlite3.Database): boolean {
  return database.prepare('select 1 from sqlite_master limit 1').get() === undefined;
}

function opened(file: string): BetterSqlite3.Database {
  try {
    return new BetterSqlite3(file, { timeout: 5000 });
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

function refuseOther(database: BetterSqlite3.Database, file: string): void {
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

function markedVersion(database: BetterSqlite3.Database): unknown {
  const columns = database.prepare("select name from pragma_table_info('config')").pluck().all();
  if (!['namespace', 'key', 'value'].every((name) => columns.includes(name))) return undefined;
  const marked = database.prepare('select "value" from config where namespace = ? and "key" = ?').pluck();
  return marked.get(MARKER.namespace, MARKER.key);
}
