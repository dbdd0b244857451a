import { describe, expect, test } from 'vitest';
import { resolve } from '../../contract/document.js';
import { type OperationId, operation, operations } from '../../contract/operations.js';
import type { Api } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';
import { expectError, snapshot } from '../testing/refusals.js';
import { newTicketBody } from '../testing/sample-calls.js';

const internals = /select |insert |update |\.ts|\.js\b|node_modules|\/work|sqlite|mysql| {4}at /i;

const nastyTexts = ['', ' ', '\n', "'", '"', '\\', '%', '../../etc/passwd', '\u{1f600}', '9'.repeat(400), '0x10'];
const nasty = [
  ...nastyTexts,
  ...['x'.repeat(70_000), '__proto__', 'constructor'],
  ...[null, true, 1e308, -1, 0, 2 ** 53],
  ...[[], [[]], {}, { a: { b: [] } }],
];
const fieldsOf = (id: OperationId) => Object.keys(resolve(operation(id).requestSchema ?? {}).properties ?? {});

eachServer('errors', (api: Api) => {
  test('no refusal shows internals or changes anything', async () => {
    const create = (body: unknown, headers = {}) => api.call('createTicket', { body, headers });
    const powerless = await api.keyWith();
    const before = await snapshot(api);
    const replies = [
      await create('{"name": '),
      await create([]),
      await create({}),
      await create({ ...newTicketBody, departmentId: 'Nowhere' }),
      await create({ ...newTicketBody, parentTicketId: 'nothing' }),
      await create({ ...newTicketBody, attachments: [{ 'a.txt': 'data:text/plain;base64,!!!!' }] }),
      await create('a=b', { 'Content-Type': 'application/x-www-form-urlencoded' }),
      await api.call('createTicket', { key: null, body: newTicketBody }),
      await api.call('createTicket', { key: powerless, body: newTicketBody }),
      await api.call('getTicket', { params: { number: 'nothing' } }),
      await api.call('getTicket', { params: { number: 'nothing' }, format: 'xml' }),
      await api.call('getTicket', { params: { number: 1 }, format: 'pdf' }),
      await api.call('searchTickets', { query: { limit: -1 } }),
      await api.fetch('POST', '/api/tickets-search.php'),
      await api.fetch('GET', '/api/nothing'),
      await api.fetch('GET', '/nothing'),
    ];
    for (const reply of replies) {
      expectError(reply, reply.status);
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.text).not.toMatch(internals);
    }
    expect(await snapshot(api)).toEqual(before);
  });

  describe('no input is 500, or an error in the log:', () => {
    test.each(operations.filter(({ requestSchema }) => requestSchema))('fields of $id', async ({ id }) => {
      const number = await api.newTicket();
      const valid = id === 'createTicket' ? newTicketBody : { note: 'n' };
      for (const field of [...fieldsOf(id), 'custom', '__proto__']) {
        for (const value of nasty) {
          const { [field]: _, ...others } = valid as Record<string, unknown>;
          const body = `{${JSON.stringify(field)}:${JSON.stringify(value)},${JSON.stringify(others).slice(1)}`;
          const reply = await api.call(id, {
            params: { number, parentNumber: number },
            body: body.replace(/,}$/, '}'),
          });
          expect(reply.status, `${body.slice(0, 60)} ${reply.text}`).toBeLessThan(500);
        }
      }
      expect(api.log).toEqual([]);
    });

    test('paths and parameters', async () => {
      const parameters = ['query', 'status', 'department', 'limit', 'offset', 'sort', 'query[]'];
      for (const value of nasty.map((one) => String(one).slice(0, 2000)).filter((text) => text !== '')) {
        for (const id of ['getTicket', 'getParentTicket', 'listChildTickets', 'deleteTicket'] as const) {
          const reply = await api.call(id, { params: { number: value } });
          expect(reply.status, `${id} ${value.slice(0, 50)} ${reply.text}`).toBeLessThan(500);
        }
        for (const name of [...parameters, value.slice(0, 50)]) {
          const reply = await api.call('searchTickets', { query: { [name]: value } });
          expect(reply.status, `${name}=${value.slice(0, 50)} ${reply.text}`).toBeLessThan(500);
        }
      }
      expect(api.log).toEqual([]);
    });
  });

  test.each([
    ['GET', '/api/tickets.json', 'POST'],
    ['GET', '/api/wildcard/tickets.json', 'POST'],
    ['POST', '/api/tickets-search.php', 'GET'],
    ['DELETE', '/api/tickets-get.php/1.json', 'GET'],
    ['POST', '/api/tickets-update.php/1.json', 'PUT, PATCH'],
    ['GET', '/api/tickets-delete.php/1.json', 'DELETE'],
    ['PATCH', '/api/tickets-stats.php', 'GET'],
  ])('%s %s is 405, and Allow is %s', async (method, path, allow) => {
    const reply = await api.fetch(method, path);
    expectError(reply, 405, 'Method Not Allowed');
    expect(reply.headers.get('allow')).toBe(allow);
  });

  test('HEAD is GET without a body, and another method where there is no GET', async () => {
    const [head, get] = [await api.fetch('HEAD', '/api/tickets-stats.php'), await api.call('getTicketStats')];
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
    expect((await api.fetch('HEAD', '/api/tickets-stats.php', { key: null })).status).toBe(401);
    expect((await api.fetch('HEAD', '/api/tickets.json')).status).toBe(405);
  });

  test('OPTIONS tells the methods', async () => {
    const reply = await api.fetch('OPTIONS', '/api/tickets-update.php/1.json', { key: null });
    expect([reply.status, reply.headers.get('allow')]).toEqual([204, 'PUT, PATCH, OPTIONS']);
    expect((await api.fetch('OPTIONS', '/api/tickets-stats.php')).headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect((await api.fetch('OPTIONS', '/api/nothing')).status).toBe(404);
  });

  test('a path that is close to one says which', async () => {
    const reply = await api.fetch('GET', '/api/http.php/tickets-get.php/1.json');
    expectError(reply, 404, 'Did you mean GET /api/tickets-get.php/{number}.{format}?');
  });

  test.each([
    ...['/api/', '/api', '/api/nothing', '/api/tickets-get.php', '/api/tickets-get.php/1.json/x', '/favicon.ico'],
    ...['/api//tickets-stats.php', '/tickets-stats.php', '/api/TICKETS-STATS.php', '/api/tickets-stats.php/'],
  ])('%s is no path', async (path) => {
    expectError(await api.fetch('GET', path), 404, 'no path');
  });

  test.each([
    ...['1.pdf', '1', '1.', '1.JSON', '1.json.html'].map((end) => ['GET', `/api/tickets-get.php/${end}`]),
    ['POST', '/api/tickets.xml'],
    ['POST', '/api/tickets'],
    ['POST', '/api/tickets-subtickets-create.php/1.xml'],
    ['DELETE', '/api/tickets-subtickets-unlink.php/1.xml'],
  ])('%s %s has an extension that is refused', async (method = '', path = '') => {
    expectError(await api.fetch(method, path, method === 'POST' ? { body: newTicketBody } : {}), 400, 'extension');
  });

  test.each([
    ['GET', '/api/tickets-get.php/1', '/api/tickets-get.php/1.json'],
    ['GET', '/api/tickets-get.php/1.?a=b.c', '/api/tickets-get.php/1.json'],
    ['PATCH', '/api/tickets-update.php/1', '/api/tickets-update.php/1.json'],
    ['POST', '/api/tickets', '/api/tickets.json'],
    ['POST', '/api/tickets.xml', '/api/tickets.json'],
  ])('%s %s lacks its extension, and is told what it meant', async (method, path, meant) => {
    const reply = await api.fetch(method, path, method === 'GET' ? {} : { body: newTicketBody });
    expectError(reply, 400, `Did you mean ${method} ${meant}?`);
  });
});
