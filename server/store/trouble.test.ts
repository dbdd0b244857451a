import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createConnection } from 'mysql2/promise';
import { pino } from 'pino';
import { describe, expect, inject, test } from 'vitest';
import { folderForTests } from '../../contract/folder-for-tests.js';
import { type RunningServer, startServer } from '../start.js';
import { newTicketBody } from '../testing/sample-calls.js';
import { mariadbDatabase } from './each-store.js';
import { openDatabase } from './sqlite/open-database.js';

const folder = folderForTests();
const headers = { 'X-API-Key': 'K', 'Content-Type': 'application/json' };
const search = ({ url }: RunningServer) => fetch(`${url}/api/tickets-search.php`, { headers });
const create = ({ url }: RunningServer) =>
  fetch(`${url}/api/tickets.json`, { method: 'POST', headers, body: JSON.stringify(newTicketBody) });

async function started(store: string) {
  const lines: string[] = [];
  const log = pino({ level: 'error' }, { write: (line) => void lines.push(line) });
  return { server: await startServer({ store, keys: ['K'], log }), lines };
}

const comeBack = async (answer: Response) => [
  answer.status,
  answer.headers.get('retry-after'),
  ((await answer.json()) as { message: string }).message,
];

describe('a SQLite file', () => {
  test('that another program has locked: readers are answered meanwhile, and the writer is told to come back', async () => {
    const file = join(folder, 'locked.sqlite');
    const { server, lines } = await started(`sqlite:${file}`);
    const other = openDatabase(file);
    other.exec('begin immediate');
    const order: string[] = [];
    const writing = create(server).finally(() => order.push('writer'));
    for (let question = 0; question < 20; question += 1) expect((await search(server)).status).toBe(200);
    order.push('readers');
    expect(await comeBack(await writing)).toEqual([503, '1', expect.stringContaining('busy')]);
    expect(order).toEqual(['readers', 'writer']);
    expect(lines.join()).toContain('The database is locked by another program');
    other.exec('rollback');
    expect((await create(server)).status).toBe(201);
    other.close();
    await server.close();
  });

  test('on a full disk: the log says so', async () => {
    const { server, lines } = await started(`sqlite:${join(folder, 'full.sqlite')}`);
    await sql`pragma max_page_count = 1`.execute(server.store.db);
    const message = 'x'.repeat(60_000);
    const answer = await fetch(`${server.url}/api/tickets.json`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ ...newTicketBody, message }),
    });
    expect(await comeBack(answer)).toEqual([503, '60', expect.stringContaining('Nothing can be stored')]);
    expect(lines.join()).toContain('The disk is full');
    expect((await search(server)).status).toBe(200);
    await server.close();
  });
});

describe.skipIf(inject('mariadbUrl') === null)('MariaDB', () => {
  test('that has locked a table: the client is told to come back, long before the database gives up by itself', async () => {
    const place = await mariadbDatabase();
    const { server, lines } = await started(place.address);
    const other = await createConnection(place.address);
    await other.query('lock tables ost_ticket write');
    expect(await comeBack(await create(server))).toEqual([503, '1', expect.stringContaining('busy')]);
    expect(await comeBack(await search(server))).toEqual([503, '1', expect.stringContaining('busy')]);
    expect(lines.join()).toContain('The database is locked');
    await other.query('unlock tables');
    expect((await create(server)).status).toBe(201);
    await other.end();
    await server.close();
    await place.remove();
  });

  /** A database behind a place where its connections can be cut or frozen. */
  async function startedBehind() {
    const place = await mariadbDatabase();
    const { hostname, port } = new URL(place.address);
    const open = new Set<Socket>();
    const state: { now: 'there' | 'away' | 'frozen' } = { now: 'there' };
    const between = createServer((client) => {
      if (state.now === 'away') return void client.destroy();
      open.add(client.on('error', () => undefined).on('close', () => open.delete(client)));
      if (state.now === 'frozen') return;
      const database = connect(Number(port), hostname);
      open.add(database.on('error', () => undefined).on('close', () => open.delete(database)));
      client.on('data', (bytes) => state.now === 'there' && database.write(bytes)).on('end', () => database.end());
      database.pipe(client);
    }).listen(0, '127.0.0.1');
    await once(between, 'listening');
    const address = new URL(place.address);
    address.port = String((between.address() as { port: number }).port);
    const { server, lines } = await started(address.href);
    expect((await create(server)).status).toBe(201);
    const stop = async () => {
      await server.close();
      between.close();
      for (const socket of open) socket.destroy();
      await place.remove();
    };
    return { server, lines, open, state, stop };
  }

  /** The next two requests are answered with 503, the log says what to do, and once it is there again all works. */
  async function goesOnAfter({ server, lines, state, stop }: Awaited<ReturnType<typeof startedBehind>>): Promise<void> {
    for (const ask of [search, create]) {
      expect(await comeBack(await ask(server))).toEqual([503, '5', expect.stringContaining('cannot be reached')]);
    }
    expect(lines.join()).toContain('Check that the database server runs');
    state.now = 'there';
    expect((await create(server)).status).toBe(201);
    await stop();
  }

  test('that is away, and comes back', async () => {
    const behind = await startedBehind();
    behind.state.now = 'away';
    for (const socket of behind.open) socket.destroy();
    await goesOnAfter(behind);
  });

  test('that hangs, and goes on', { timeout: 60_000 }, async () => {
    const behind = await startedBehind();
    behind.state.now = 'frozen';
    // The first statement hangs, then the connection that is made for the second one.
    await goesOnAfter(behind);
  });
});
