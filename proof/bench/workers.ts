/** Downloads and searches on MariaDB, answered by two processes and by one. */
import { fillStore } from '../../fixtures/fill.js';
import { mariadbAvailable, newDatabase, startMariadb } from '../../server/store/mysql/mariadb-for-tests.js';
import { openStore } from '../../server/store/open.js';
import { drive } from './drive.js';
import type { Figure, Settings } from './figure.js';
import { KEY } from './messages.js';
import { contractServer, type Measured } from './process.js';
import { inTurn } from './rounds.js';
import { sendFile } from './send-ticket.js';

const SECONDS = 3;
const CONNECTIONS = 20;
const TICKETS = 2000;
const SIZE = 1_500_000;
const PAGES = Array.from({ length: 20 }, (_, page) => `/api/tickets-search.php?limit=20&offset=${page * 20}`);

export async function workers({ compiled, rounds }: Settings): Promise<Figure[]> {
  if (!mariadbAvailable())
    return [{ name: '--workers 2', value: 'mariadbd is not installed', against: '', wanted: '' }];
  const mariadb = await startMariadb();
  try {
    const address = await newDatabase(mariadb.url, 'bench');
    const store = await openStore(address);
    await fillStore(store, { tickets: TICKETS, seed: 1 });
    await store.close();
    return await compared(compiled, rounds, address);
  } finally {
    await mariadb.stop();
  }
}

async function compared(compiled: string, rounds: number, store: string): Promise<Figure[]> {
  const one = await contractServer(compiled, { store });
  const two = await contractServer(compiled, { store, workers: 2 });
  try {
    const file = await sendFile(one.url, SIZE);
    const figure = async (name: string, paths: readonly string[], wanted: string): Promise<Figure> => {
      const { requests } = await inTurn(rounds, taken(two, paths), taken(one, paths));
      return {
        name: `${name} on MariaDB, --workers 2`,
        value: `${requests.one.toFixed(0)} requests/s`,
        against: `${requests.other.toFixed(0)} requests/s with one`,
        ratio: requests.ratio,
        wanted,
      };
    };
    // A search is more MariaDB's work than the server's: on two processors, it gains nothing from a second process.
    return [await figure('download of 1.5 MB', [file], 'above 1'), await figure('search', PAGES, '')];
  } finally {
    await one.stop();
    await two.stop();
  }
}

function taken({ url }: Measured, paths: readonly string[]) {
  return async () => {
    const options = { paths, connections: CONNECTIONS, headers: { 'X-API-Key': KEY } };
    const { requests, seconds } = await drive(url, { ...options, seconds: SECONDS });
    return { requests: requests / seconds };
  };
}
