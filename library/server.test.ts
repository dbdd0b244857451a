/** The server as tests of a client use it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sampleRequests } from '../contract/sample-requests.js';
import { openDatabase } from '../server/store/sqlite/open-database.js';
import { startServer, type TestServer } from './server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startServer({
    tickets: 12,
    seed: 7,
    keys: [
      { name: 'reader', permissions: ['can_read_tickets'] },
      { name: 'old', active: false },
      { name: 'elsewhere', address: '203.0.113.7' },
      { name: 'here', address: '127.0.0.1' },
    ],
  });
});
beforeEach(() => server.reset());
afterAll(() => server.stop());

interface Sent {
  readonly key?: string;
  readonly json?: unknown;
}

async function send(method: string, path: string, { key = server.key, json }: Sent = {}) {
  const response = await fetch(`${server.url}/api/${path}`, {
    method,
    headers: { 'X-API-Key': key, ...(json === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  return { status: response.status, text: await response.text() };
}

const create = async (fields: object = {}) =>
  (await send('POST', 'tickets.json', { json: { ...sampleRequests.createTicket.body, ...fields } })).text;
const ticket = async (number: string) => JSON.parse((await send('GET', `tickets-get.php/${number}.json`)).text);
const found = async (): Promise<{ number: string }[]> =>
  JSON.parse((await send('GET', 'tickets-search.php?limit=100')).text);

describe('tickets', () => {
  test('the same seed makes the same ones, another seed others', async () => {
    const [same, other] = await Promise.all([startServer({ tickets: 12, seed: 7 }), startServer({ tickets: 12 })]);
    const subjects = async ({ url, key }: TestServer) =>
      (await (await fetch(`${url}/api/tickets-search.php`, { headers: { 'X-API-Key': key } })).json()).map(
        ({ subject }: { subject: string }) => subject,
      );
    const own = await subjects(server);
    expect(own).toHaveLength(12);
    expect(await subjects(same)).toEqual(own);
    expect(await subjects(other)).not.toEqual(own);
    await Promise.all([same.stop(), other.stop()]);
  });

  test('reset puts them back, with those that were deleted and without those that were made', async () => {
    const before = await found();
    await create();
    await send('DELETE', `tickets-delete.php/${before[0]?.number}.json`);
    expect(await found()).not.toEqual(before);
    await server.reset();
    expect(await found()).toEqual(before);
  });

  test('a snapshot can be restored, more than once', async () => {
    const number = await create({ subject: 'Kept' });
    const snapshot = await server.snapshot();
    for (const _ of [1, 2]) {
      await send('DELETE', `tickets-delete.php/${number}.json`);
      expect(await send('GET', `tickets-get.php/${number}.json`)).toMatchObject({ status: 404 });
      await server.restore(snapshot);
      expect(await ticket(number)).toMatchObject({ subject: 'Kept' });
    }
  });

  test('a snapshot is restored by the server that it is of, and by no other', async () => {
    const other = await startServer();
    await expect(server.restore(await other.snapshot())).rejects.toThrow('no snapshot of this server');
    await other.stop();
    expect(await send('GET', 'tickets-stats.php')).toMatchObject({ status: 200 });
  });

  test('a snapshot holds what no answer shows: the fields of a form', async () => {
    const number = await create({ email: 'new@example.com', phone: '+1 555 0100', notes: 'Prefers calls', floor: '3' });
    expect(JSON.stringify(await ticket(number))).not.toMatch(/5550100|Prefers calls/);
    const { bytes } = await server.snapshot();
    const database = openDatabase(':memory:', { bytes: Buffer.from(bytes) });
    const kept = database.prepare(`
      select name, value from form_entry_values
      join form_entry on form_entry.id = entry_id and object_type = 'U'
      join form_field on form_field.id = field_id
      where object_id = (select user_id from user_email where address = 'new@example.com') order by name`);
    expect(kept.all()).toEqual([
      ['notes', 'Prefers calls'],
      ['phone', '15550100'],
    ]);
    database.close();
  });

  test('a search finds what was restored, and what was made since', async () => {
    await create({ subject: 'Zebra one' });
    await server.reset();
    await create({ subject: 'Zebra two' });
    const answer = await send('GET', 'tickets-search.php?query=zebra');
    expect(JSON.parse(answer.text)).toMatchObject([{ subject: 'Zebra two' }]);
  });
});

describe('keys', () => {
  test('each may do what it was given', async () => {
    const { reader, old, elsewhere } = server.keys;
    const number = await create();
    const path = `tickets-get.php/${number}.json`;
    expect(await send('GET', path, { key: reader })).toMatchObject({ status: 200 });
    expect(await send('GET', 'tickets-stats.php', { key: reader })).toMatchObject({ status: 403 });
    expect(await send('GET', path, { key: old })).toMatchObject({ status: 401 });
    expect(await send('GET', path, { key: elsewhere })).toMatchObject({ status: 401 });
    expect(await send('GET', path, { key: server.keys['here'] })).toMatchObject({ status: 200 });
  });

  test('a client cannot say that it is elsewhere', async () => {
    const headers = { 'X-API-Key': server.keys['elsewhere'] ?? '', 'X-Forwarded-For': '203.0.113.7' };
    expect((await fetch(`${server.url}/api/tickets-statuses.php`, { headers })).status).toBe(401);
    expect(server.request('listTicketStatuses').headers['x-forwarded-for']).toBe('203.0.113.7');
  });
});

describe('requests', () => {
  test('are known by their operation, with what was sent and answered', async () => {
    await create({ subject: 'Printer' });
    await send('GET', 'tickets-search.php?query=printer&limit=5', { key: server.keys.reader });
    expect(server.requests()).toHaveLength(2);
    expect(server.requests('createTicket')).toMatchObject([
      { method: 'POST', url: '/api/tickets.json', body: { subject: 'Printer' }, key: 'main', status: 201 },
    ]);
    expect(server.request('searchTickets')).toMatchObject({
      query: { query: 'printer', limit: '5' },
      key: 'reader',
      status: 403,
    });
  });

  test('never show the value of a key, wherever it was sent', async () => {
    await fetch(`${server.url}/api/tickets-get.php/1.json?apikey=${server.key}`, {
      headers: { 'X-API-Key': server.key, Authorization: `Bearer ${server.key}` },
    });
    await create({ message: `My key is ${server.key}` });
    expect(server.requests()).toHaveLength(2);
    expect(JSON.stringify(server.requests())).not.toContain(server.key);
    expect(server.request('getTicket').headers['authorization']).toBe('Bearer [key main]');
  });

  test('where there is none of an operation, the error says what came', async () => {
    await send('GET', 'tickets-stats.php');
    expect(() => server.request('deleteTicket')).toThrow('only: getTicketStats');
    expect(() => server.requests('getTickets' as never)).toThrow(
      'There is no operation "getTickets", only createTicket, ',
    );
  });

  test('begin anew with a reset', async () => {
    await found();
    await server.reset();
    expect(server.requests()).toEqual([]);
  });
});

describe('clock', () => {
  const due = { duedate: '2027-03-01T12:00:00Z' };

  test('a ticket becomes overdue when its due date is over, and is not when it was closed before', async () => {
    await server.clock.set('2027-02-28T12:00:00Z');
    const [open, closed] = [await create(due), await create(due)];
    await send('PATCH', `tickets-update.php/${closed}.json`, { json: { statusId: 'Closed' } });
    expect(await ticket(open)).toMatchObject({ isOverdue: false, created: '2027-02-28 12:00:00' });
    await server.clock.move({ days: 1, seconds: 1 });
    expect(await ticket(open)).toMatchObject({ isOverdue: true });
    expect(await ticket(closed)).toMatchObject({ isOverdue: false, status: 'Closed' });
  });

  test('moved without being set, it goes on', async () => {
    await server.clock.move({ days: 400 });
    const begin = server.clock.now().getTime();
    await expect.poll(() => server.clock.now().getTime()).toBeGreaterThan(begin);
    expect(begin - Date.now()).toBeGreaterThan(399 * 86_400_000);
  });

  test('a reset makes it the real one', async () => {
    await server.clock.set('2027-02-28T12:00:00Z');
    await server.reset();
    expect(Math.abs(server.clock.now().getTime() - Date.now())).toBeLessThan(60_000);
  });

  test.each<[string, unknown, string]>([
    ['set', 'tomorrow', '"tomorrow" is no time'],
    ['set', 5, '"5" is no time'],
    ['set', '12026-01-01', 'is no time'],
    ['move', { days: 'x' }, 'clock.move: A duration: /days should be number, and is "x"'],
    ['move', { day: 2 }, 'A duration has no "day", only days, hours, minutes, seconds'],
    ['move', 2, 'A duration: it should be object, and is 2'],
    ['move', { days: Number.NaN }, 'is no time'],
    ['move', { days: 1e9 }, 'clock.move: what it leads to is no time'],
    ['move', { days: -1e9 }, 'is no time'],
  ])('%s(%j) is refused, and changes nothing', async (method, given, message) => {
    await server.clock.set('2027-02-28T12:00:00Z');
    const refused = server.clock[method as 'set'](given as string);
    await expect(refused).rejects.toThrow(RangeError);
    await expect(refused).rejects.toThrow(message);
    expect(server.clock.now()).toEqual(new Date('2027-02-28T12:00:00Z'));
    expect(await ticket(await create())).toMatchObject({ created: '2027-02-28 12:00:00' });
  });
});

describe('mails', () => {
  test('are the auto-responses that would have been sent', async () => {
    const number = await create({ email: 'jane@example.com', subject: 'Hello' });
    await create({ autorespond: false });
    expect(server.mails()).toEqual([{ to: 'jane@example.com', number, subject: 'Hello' }]);
    await server.reset();
    expect(server.mails()).toEqual([]);
  });
});

describe('faults', () => {
  test('hit until they are removed, several at once', async () => {
    const first = server.fault({ fault: 'success-status', parameters: { status: 203 } });
    const second = server.fault({ fault: 'refusal-status', parameters: { status: 500 }, operations: ['getTicket'] });
    expect(await send('GET', 'tickets-stats.php')).toMatchObject({ status: 203 });
    expect(await send('GET', 'tickets-get.php/none.json')).toMatchObject({ status: 500 });
    second.remove();
    expect(await send('GET', 'tickets-get.php/none.json')).toMatchObject({ status: 404 });
    first.remove();
    expect(await send('GET', 'tickets-stats.php')).toMatchObject({ status: 200 });
  });

  test('end with a reset; what they hold back never reaches the tickets', async () => {
    server.fault({ fault: 'delay', parameters: { milliseconds: 60_000 }, operations: ['createTicket'] });
    const before = await found();
    const held = create().catch(() => 'lost');
    await expect.poll(() => server.requests('createTicket').length).toBe(1);
    await server.reset();
    expect(await held).toBe('lost');
    expect(await found()).toEqual(before);
  });

  test('are gone when they have hit what they were for', async () => {
    const lasting = { fault: 'delay', parameters: { milliseconds: 0 } } as const;
    server.fault(lasting);
    const used = server.fault({ fault: 'error-page', operations: ['getTicketStats'], times: 2 });
    for (const [status, left] of [
      [502, 2],
      [502, 1],
      [200, 1],
    ] as const) {
      expect(await send('GET', 'tickets-stats.php')).toMatchObject({ status });
      await found();
      expect(server.faults()).toHaveLength(left);
    }
    used.remove();
    expect(server.faults()).toEqual([lasting]);
  });

  test('are for one key, by a name that there is', async () => {
    server.fault({ fault: 'error-page', where: { key: 'reader' } });
    expect(await send('GET', 'tickets-stats.php', { key: server.keys['reader'] })).toMatchObject({ status: 502 });
    expect(await send('GET', 'tickets-stats.php')).toMatchObject({ status: 200 });
    expect(() => server.fault({ fault: 'error-page', where: { key: 'raeder' } })).toThrow(
      'A fault: /where/key should be one of reader, old, elsewhere, here, main, and is "raeder"',
    );
  });

  test('take the parameters that they have, by type and when they are added', () => {
    // @ts-expect-error There is no such parameter.
    expect(() => server.fault({ fault: 'delay', parameters: { ms: 1 } })).toThrow(
      'The fault delay has no "ms", only milliseconds',
    );
    // @ts-expect-error It is a number.
    expect(() => server.fault({ fault: 'delay', parameters: { milliseconds: '1' } })).toThrow('should be integer');
    // @ts-expect-error One of two words.
    expect(() => server.fault({ fault: 'error-page', parameters: { after: 'noon' } })).toThrow(
      '/after should be one of',
    );
    // @ts-expect-error They are needed.
    expect(() => server.fault({ fault: 'field-missing' })).toThrow('/field is missing');
    // @ts-expect-error There is no such name in a path.
    expect(() => server.fault({ fault: 'delay', where: { ticket: 1 } })).toThrow('has no "ticket"');
    expect(server.faults()).toEqual([]);
  });
});
