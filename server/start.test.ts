import { request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderForTests } from '../contract/folder-for-tests.js';
import { fillStore } from '../fixtures/fill.js';
import { madeUpTickets } from '../fixtures/made-up-tickets.js';
import { startServer } from './start.js';
import { countRows } from './store/count-rows-for-tests.js';
import { openStore } from './store/open.js';
import { newTicketBody } from './testing/sample-calls.js';

const get = (url: string, key: string) => fetch(`${url}/api/tickets-search.php`, { headers: { 'X-API-Key': key } });
const folder = folderForTests();

describe('a server', () => {
  test('makes a random key with all permissions, and fills an empty store', async () => {
    const server = await startServer({ fill: madeUpTickets(25) });
    expect(server.keys).toEqual([expect.stringMatching(/^[0-9A-F]{32}$/)]);
    expect(await (await get(server.url, server.keys[0] ?? '')).json()).toHaveLength(20);
    await server.close();
    await expect(get(server.url, '')).rejects.toThrow();
  });

  test('serves the keys it is given, again after a restart, and does not fill a store twice', async () => {
    const options = { store: `sqlite:${join(folder, 'a.sqlite')}`, fill: madeUpTickets(3), keys: ['KEY-1', 'KEY-2'] };
    for (let start = 0; start < 2; start += 1) {
      const server = await startServer(options);
      expect(server.keys).toEqual(['KEY-1', 'KEY-2']);
      for (const key of server.keys) expect(await (await get(server.url, key)).json()).toHaveLength(3);
      await server.close();
    }
  });

  test('completes a filling that was cut short, and leaves one of another size as it is', async () => {
    const store = `sqlite:${join(folder, 'part.sqlite')}`;
    const part = await openStore(store);
    const stop = new AbortController();
    await fillStore(part, {
      tickets: 600,
      seed: 1,
      signal: stop.signal,
      onProgress: (done) => done > 0 && stop.abort(),
    });
    await part.close();
    const ticketsWith = async (tickets: number) => {
      const server = await startServer({ store, fill: madeUpTickets(tickets) });
      const { ticket } = await countRows(server.store.db);
      await server.close();
      return ticket;
    };
    expect([await ticketsWith(40), await ticketsWith(600), await ticketsWith(40)]).toEqual([250, 600, 600]);
  });

  test('leaves a filling that was cut short as it is where there are other tickets by now', async () => {
    const store = `sqlite:${join(folder, 'other.sqlite')}`;
    const part = await openStore(store);
    const stop = new AbortController();
    await fillStore(part, { tickets: 600, seed: 1, signal: stop.signal, onProgress: () => stop.abort() });
    const ticket = { number: '1', created: '2026-01-01 00:00:00', updated: '2026-01-01 00:00:00' };
    await part.db.insertInto('ticket').values(ticket).execute();
    await part.close();
    const server = await startServer({ store, fill: madeUpTickets(600), keys: ['K'] });
    expect(await (await get(server.url, 'K')).json()).toMatchObject([{ number: '1' }]);
    await server.close();
  });

  test('answers the requests that are running before it closes, and takes no new ones', async () => {
    const server = await startServer({ keys: ['K'], store: `sqlite:${join(folder, 'b.sqlite')}` });
    const body = JSON.stringify(newTicketBody);
    // A client that waits for "100 Continue" knows when the server has begun with its request.
    const begun = await Promise.all(
      Array.from({ length: 5 }, () => {
        const headers = {
          'X-API-Key': 'K',
          'Content-Type': 'application/json',
          'Content-Length': body.length,
          Expect: '100-continue',
        };
        const sending = request(`${server.url}/api/tickets.json`, { method: 'POST', headers });
        const status = new Promise((resolve, reject) => {
          sending.on('error', reject).on('response', (response) => {
            response.resume();
            resolve(response.statusCode);
          });
        });
        sending.flushHeaders();
        return new Promise<{ finish: () => void; status: Promise<unknown> }>((resolve) => {
          sending.on('continue', () => resolve({ finish: () => sending.end(body), status }));
        });
      }),
    );
    const closed = server.close();
    await expect(get(server.url, 'K')).rejects.toThrow();
    for (const { finish } of begun) finish();
    expect(await Promise.all(begun.map(({ status }) => status))).toEqual(Array(5).fill(201));
    await closed;
  });

  test('refuses before it says "100 Continue"', async () => {
    const server = await startServer();
    const headers = { 'Content-Type': 'application/json', 'Content-Length': 1_000_000, Expect: '100-continue' };
    const sending = request(`${server.url}/api/tickets.json`, { method: 'POST', headers });
    const first = new Promise((resolve) => {
      sending.on('continue', () => resolve('continue')).on('response', (response) => resolve(response.statusCode));
    });
    sending.flushHeaders();
    expect(await first).toBe(401);
    sending.destroy();
    await server.close();
  });

  test('says when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    await expect(startServer({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await new Promise((resolve) => other.close(resolve));
  });
});
