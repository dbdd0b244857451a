import { setImmediate as nextRound, setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../store/store.js';
import type { Db } from './prepared.js';

/** Lost against another transaction: nothing was written, and a second attempt meets what the other one wrote. */
const CONFLICTS = new Set(['ER_LOCK_DEADLOCK', 'ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE']);
const ATTEMPTS = 5;

/** How long a transaction waits for another process to be done with a SQLite file, in milliseconds, and how often it looks. */
const LOCKED_FOR = 4000;
const LOOK_AGAIN = 10;

/**
 * Does all of `work` or nothing of it, and does it again when a concurrent writer was faster (the same new user, the
 * same ticket number, a deadlock). So `work` must read everything that it depends on inside, and keep nothing outside.
 */
export async function inTransaction<Result>(store: Store, work: (db: Db) => Promise<Result>): Promise<Result> {
  const begin = performance.now();
  for (let attempt = 1; ; ) {
    try {
      // Each read sees what others have committed: what was read before a lock was got may be old.
      return await inTurn(store, () => store.db.transaction().setIsolationLevel('read committed').execute(work));
    } catch (error) {
      const code = codeOf(error);
      if (code === 'SQLITE_BUSY' && performance.now() - begin < LOCKED_FOR) {
        // Other requests are answered meanwhile.
        await sleep(LOOK_AGAIN);
      } else {
        if (attempt === ATTEMPTS || !CONFLICTS.has(code)) throw error;
        attempt += 1;
      }
    }
  }
}

/** The transactions of each store. */
const transactions = new WeakMap<Store, Promise<unknown>>();

/**
 * A SQLite store has one connection, and who asks for it waits for all who asked before. So only one transaction at a time
 * asks for it: between two large ones, those who only read get it.
 */
function inTurn<Result>(store: Store, work: () => Promise<Result>): Promise<Result> {
  return store.kind === 'sqlite' ? inLine(transactions, store, work) : work();
}

/**
 * Does work after all that was put in line before for the same store.
 *
 * @param lines the last one of each line
 */
export function inLine<Result>(
  lines: WeakMap<Store, Promise<unknown>>,
  store: Store,
  work: () => Promise<Result>,
): Promise<Result> {
  const before = lines.get(store);
  const mine = (async () => {
    await before;
    await nextRound();
    return work();
  })();
  lines.set(
    store,
    mine.catch(() => undefined),
  );
  return mine;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
