import { openSqlite } from './sqlite/sqlite.js';
import type { Store } from './store.js';
import { StoreError } from './store-error.js';

export type { Store };
export { StoreError };

/**
 * Opens the database that holds the tickets, and makes osTicket's tables in an empty one.
 *
 * @param address `memory` (gone when the process ends), `sqlite:FILE`, or
 *   `mysql://user:password@host:port/database?prefix=ost_` (the password may be in OSTICKET_DB_PASSWORD instead)
 * @param patience how long a statement may take until the database counts as away, in milliseconds; default: no limit
 * @throws StoreError whose message tells what happened, where, and what to do
 */
export async function openStore(address: string, patience?: number): Promise<Store> {
  if (address === 'memory') return openSqlite(':memory:');
  if (address.startsWith('sqlite:')) return openSqlite(address.slice('sqlite:'.length));
  if (address.startsWith('mysql:')) {
    // Loaded here only: most stores need no driver of MariaDB.
    const { openMysql } = await import('./mysql/mysql.js');
    return openMysql(address, patience);
  }
  throw new StoreError(
    `The store "${scheme(address)}" is not known. Use memory, sqlite:FILE or mysql://USER:PASSWORD@HOST:PORT/DATABASE.`,
  );
}

/** The part of an address that can be repeated: what follows the colon may hold a password. */
function scheme(address: string): string {
  return address.includes(':') ? address.slice(0, address.indexOf(':') + 1) : address;
}
