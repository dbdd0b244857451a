import { connect } from 'node:net';
import { createConnection } from 'mysql2/promise';
import { pino } from 'pino';
import { describe, expect, inject, test, vi } from 'vitest';
import { startServer } from './start.js';
import { mysqlTables } from './store/ddl.js';
import { mariadbDatabase } from './store/each-store.js';
import { newTicketBody } from './testing/sample-calls.js';

const get = (url: string, key: string) => fetch(`${url}/api/tickets-search.php`, { headers: { 'X-API-Key': key } });
const create = (url: string, key: string) =>
  fetch(`${url}/api/tickets.json`, {
    method: 'POST',
    headers: { 'X-API-Key': key, 'Content-Type': 'application/json' },
    body: JSON.stringify(newTicketBody),
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
