import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { pino } from 'pino';
import { describe, expect, inject, test, vi } from 'vitest';
import { folderForTests } from '../contract/folder-for-tests.js';
import { fillStore } from '../fixtures/fill.js';
import { startServer } from './start.js';
import { mysqlTables } from './store/ddl.js';
import { mariadbDatabase } from './store/each-store.js';
import { openStore } from './store/open.js';
import { newTicketBody } from './testing/api-under-test.js';

const get = (url: string, key: string) => fetch(`${url}/api/tickets-search.php`, { headers: { 'X-API-Key': key } });
const create = (url: string, key: string) =>
  fetch(`${url}/api/tickets.json`, {
    method: 'POST',
    headers: { 'X-API-Key': key, 'Content-Type': 'application/json' },
    body: JSON.stringify(newTicketBody),
  });

const folder = folderForTests();

describe('a server', () => {
  test('makes a random key with all permissions, and fills an empty store', async () => {
    const server = await startServer({ tickets: 25 });
    expect(server.keys).toEqual([expect.stringMatching(/^[0-9A-F]{32}$/)]);
    expect(await (await get(server.url, server.keys[0] ?? '')).json()).toHaveLength(20);
    await server.close();
    await expect(get(server.url, '')).rejects.toThrow();
  });

  test('serves the keys it is given, again after a restart, and does not fill a store twice', async () => {
    const options = { store: `sqlite:${join(folder, 'a.sqlite')}`, tickets: 3, keys: ['KEY-1', 'KEY-2'] };
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
      const server = await startServer({ store, tickets });
      const { count } = await server.store.db
        .selectFrom('ticket')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      await server.close();
      return count;
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
    const server = await startServer({ store, tickets: 600, keys: ['K'] });
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

describe('documentation', () => {
  test('is served without a key and loads nothing from elsewhere', async () => {
    const server = await startServer();
    const contract = await (await fetch(`${server.url}/openapi.json`)).json();
    expect(contract).toMatchObject({ openapi: '3.1.0', servers: [{ url: '/api' }, {}] });
    const page = await fetch(`${server.url}/docs`);
    expect([page.url, page.status]).toEqual([`${server.url}/docs/`, 200]);
    const html = await page.text();
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    for (const [, file = ''] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await fetch(new URL(file, page.url))).status, file).toBe(200);
    }
    const initializer = await (await fetch(`${server.url}/docs/swagger-initializer.js`)).text();
    expect(initializer).toContain('openapi.json');
    expect(initializer).not.toContain('petstore');
    expect((await fetch(`${server.url}/docs/nothing`)).status).toBe(404);
    await server.close();
  });
});

describe.skipIf(inject('mariadbUrl') === null)('a server on MariaDB', () => {
  test('does what a client that has gone began, before it closes the store', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'error' }, { write: (line) => void lines.push(line) });
    const place = await mariadbDatabase();
    const server = await startServer({ store: place.address, keys: ['K'], log });
    const other = await createConnection(place.address);
    await other.query('lock tables ost_api_key write');
    const client = connect(Number(new URL(server.url).port), '127.0.0.1');
    const head = 'HTTP/1.1\r\nHost: localhost\r\nX-API-Key: K\r\n';
    client.write(`GET /api/tickets-stats.php ${head}\r\n`);
    // This one's client goes before its body is asked for.
    const half = connect(Number(new URL(server.url).port), '127.0.0.1');
    half.write(`POST /api/tickets.json ${head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"name`);
    const waiting = "select 1 from information_schema.processlist where state like 'Waiting for table%'";
    await vi.waitUntil(async () => ((await other.query(waiting)) as unknown[][])[0]?.length === 2);
    client.destroy();
    half.destroy();
    const closed = server.close();
    // Time enough to close the store, if nothing kept it open: the request has more to ask when it goes on.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await other.query('unlock tables');
    await closed;
    await other.end();
    await place.remove();
    expect(lines).toEqual([]);
  });
});

describe.skipIf(inject('mariadbUrl') === null)("an osTicket installation's database", () => {
  test('is read with its own keys at once, and written to only when allowed', async () => {
    const place = await mariadbDatabase();
    const connection = await createConnection({ uri: place.address, multipleStatements: true });
    for (const statement of mysqlTables('ost_')) {
      await connection.query(
        statement.replace('utf8mb4 collate=utf8mb4_general_ci', 'utf8mb3 collate=utf8mb3_general_ci'),
      );
    }
    const at = "'2026-01-01 00:00:00', '2026-01-01 00:00:00'";
    await connection.query(`
      insert into ost_api_key (apikey, isactive, can_search_tickets, can_read_tickets, can_update_tickets, created, updated) values ('THEIRS', 1, 1, 1, 1, ${at});
      insert into ost_ticket_status (id, name, state, created, updated) values (1, 'Open', 'open', ${at});
      insert into ost_ticket_priority (priority_id, priority, priority_desc) values (2, 'normal', 'Normal');
      insert into ost_department (id, name, flags, created, updated) values (1, 'Support', 4, ${at});
      insert into ost_user (id, name, created, updated) values (1, 'Jane', ${at});
      insert into ost_ticket (ticket_id, number, status_id, dept_id, user_id, created, updated) values (9, '000009', 1, 1, 1, ${at});
      insert into ost_ticket__cdata (ticket_id, subject, priority) values (9, 'Theirs', '2')`);
    await connection.end();

    const server = await startServer({ store: place.address });
    expect(server.keys).toEqual([]);
    expect(await (await get(server.url, 'THEIRS')).json()).toMatchObject([
      { number: '000009', subject: 'Theirs', topic: null, sla: null },
    ]);
    const refused = await create(server.url, 'THEIRS');
    expect([refused.status, (await refused.json()).message]).toEqual([403, expect.stringContaining('--allow-writes')]);
    // A key that is switched off there is refused from the next request on.
    await server.store.db.updateTable('api_key').set({ isactive: 0 }).where('apikey', '=', 'THEIRS').execute();
    expect((await get(server.url, 'THEIRS')).status).toBe(401);
    await server.store.db.updateTable('api_key').set({ isactive: 1 }).where('apikey', '=', 'THEIRS').execute();
    await server.close();

    await expect(startServer({ store: place.address, keys: ['OURS'] })).rejects.toThrow('has its own API keys');
    const writing = await startServer({ store: place.address, allowWrites: true });
    const create201 = await create(writing.url, 'THEIRS');
    expect(create201.status).toBe(201);
    const number = await create201.text();
    const update = (body: object) =>
      fetch(`${writing.url}/api/tickets-update.php/${number}.json`, {
        method: 'PATCH',
        headers: { 'X-API-Key': 'THEIRS', 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    const emoji = await update({ note: 'thanks \u{1f600}' });
    expect([emoji.status, (await emoji.json()).message]).toEqual([
      400,
      expect.stringContaining('note has characters beyond U+FFFF'),
    ]);
    expect((await update({ note: 'thanks' })).status).toBe(200);
    await writing.close();
    await place.remove();
  });
});
