import { openBetterSqlite } from './better-sqlite.js';
import type { SqliteDatabase } from './database.js';
import { nodeSqlite, openNodeSqlite } from './node-sqlite.js';

/**
 * @param file a path, or `:memory:`
 * @param options.timeout milliseconds that a statement waits for another process's lock. Default: 0
 * @param options.bytes what a database in memory begins with. Default: nothing
 * @throws StoreError when this Node has no SQLite that works
 *
 * @example openDatabase(':memory:').prepare('select ?').all([1]); // [[1]]
 */
export function openDatabase(file: string, options: { timeout?: number; bytes?: Buffer } = {}): SqliteDatabase {
  return nodeSqlite === undefined ? openBetterSqlite(file, options) : openNodeSqlite(nodeSqlite, file, options);
}
