import type { Store } from '../store/store.js';
import type { Db } from './prepared.js';

/** Lost against another transaction: nothing was written, and a second attempt meets what the other one wrote. */
const CONFLICTS = new Set([
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_DUP_ENTRY',
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_BUSY',
]);
const ATTEMPTS = 5;

/**
 * Does all of `work` or nothing of it, and does it again when a concurrent writer was faster (the same new user, the
 * same ticket number, a deadlock). So `work` must read all that it goes by inside, and keep nothing outside.
 */
export async function inTransaction<Result>(store: Store, work: (db: Db) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      // Each read sees what others have committed: what was read before a lock was got may be old.
      return await store.db.transaction().setIsolationLevel('read committed').execute(work);
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
    }
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && CONFLICTS.has(String(error.code));
}
