/** Searches of 20 rows among 10,000 tickets, on other pages all the time, in three orders. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { driveMeasured } from './drive.js';
import { compared, type Figure, type Settings } from './figure.js';
import { KEY } from './messages.js';
import { contractServer, type Measured, plainServer } from './process.js';
import { inTurn } from './rounds.js';

const SECONDS = 2;
const CONNECTIONS = 10;
const ORDERS = ['created', 'updated', 'number'];

/** @param pages how many pages deep @param store with 10,000 tickets */
export async function search({ folder, compiled, rounds }: Settings, store: string, pages: number): Promise<Figure[]> {
  const paths = ORDERS.flatMap((sort) =>
    Array.from({ length: pages }, (_, page) => `/api/tickets-search.php?limit=20&offset=${page * 20}&sort=${sort}`),
  );
  const contract = await contractServer(compiled, { store });
  const rows: Record<string, unknown> = {};
  for (const path of paths)
    rows[path] = await (await fetch(contract.url + path, { headers: { 'X-API-Key': KEY } })).json();
  const file = join(folder, 'pages.json');
  await writeFile(file, JSON.stringify(rows));
  const plain = await plainServer(compiled, { answers: 'rows', file });
  try {
    const { requests, cpu } = await inTurn(rounds, taken(contract, paths), taken(plain, paths));
    const name = `search, 20 rows of 10,000, ${pages} pages in 3 orders`;
    return [compared(name, requests, 'requests/s', 'at least 0.4'), compared('  CPU time for one of them', cpu, 'µs')];
  } finally {
    await contract.stop();
    await plain.stop();
  }
}

function taken(server: Measured, paths: readonly string[]) {
  return async () => {
    const headers = { 'X-API-Key': KEY };
    const driven = await driveMeasured(server, { paths, connections: CONNECTIONS, headers, seconds: SECONDS });
    return { requests: driven.requests / driven.seconds, cpu: driven.cpu / driven.requests };
  };
}
