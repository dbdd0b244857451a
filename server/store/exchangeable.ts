/** A store in memory whose content can be taken down and put back, while a server works with it. */
import { openSqlite } from './sqlite/sqlite.js';
import type { Store } from './store.js';

export interface ExchangeableStore {
  readonly store: Store;
  /** All that it holds now. */
  bytes(): Buffer;
  /** From now on it holds what it held then. No request may be running. */
  restore(bytes: Buffer): Promise<void>;
}

/** A store in memory, made new. */
export async function openExchangeable(): Promise<ExchangeableStore> {
  let current = await openSqlite(':memory:');
  // Each database counts its changes from 0: what was kept of the one before must not fit the next.
  let generation = 0;
  const { kind, owner, holdsSupplementary } = current;
  const bytes = () => (current.bytes as () => Buffer)();
  const store: Store = {
    ...{ kind, owner, holdsSupplementary, bytes },
    get db() {
      return current.db;
    },
    changes: () => `${generation}:${current.changes()}`,
    insertBatch: (batch) => current.insertBatch(batch),
    insertFlat: (batch) => current.insertFlat(batch),
    withoutIndexes: (work) => current.withoutIndexes(work),
    close: () => current.close(),
  };
  return {
    store,
    bytes,
    restore: async (held) => {
      const before = current;
      current = await openSqlite(':memory:', held);
      generation += 1;
      await before.close();
    },
  };
}
