import { describe, expect, test } from 'vitest';
import { operations } from '../../contract/operations.js';
import { type Api, eachServer, expectError, newTicketBody, type Reply } from '../testing/api-under-test.js';
import { req } from '../testing/req.js';
import { sampleCalls } from '../testing/sample-calls.js';

const internals = /select |insert |update |\.ts|\.js\b|node_modules|\/work|sqlite|mysql| {4}at /i;

eachServer('errors', (api: Api) => {
  const count = async () => (await api.store.db.selectFrom('ticket').select('ticket_id').execute()).length;
  const create = (body: unknown, headers = {}) => api.call('createTicket', { body, headers });

  /** Requests that are wrong in every way. */
  const wrongRequests = async (): Promise<Reply[]> => [
    await create('{"name": '),
    await create([]),
    await create({}),
    await create({ ...newTicketBody, departmentId: 'Nowhere' }),
    await create({ ...newTicketBody, parentTicketId: 'nothing' }),
    await create({ ...newTicketBody, attachments: [{ 'a.txt': 'data:text/plain;base64,!!!!' }] }),
    await create('a=b', { 'Content-Type': 'application/x-www-form-urlencoded' }),
    await api.call('createTicket', { key: null, body: newTicketBody }),
    await api.call('createTicket', { key: await api.keyWith(), body: newTicketBody }),
    await api.call('getTicket', { params: { number: 'nothing' } }),
    await api.call('getTicket', { params: { number: 'nothing' }, format: 'xml' }),
    await api.call('getTicket', { params: { number: 1 }, format: 'pdf' }),
    await api.call('searchTickets', { query: { limit: -1 } }),
    await api.fetch('POST', '/api/tickets-search.php'),
    await api.fetch('GET', '/api/nothing'),
    await api.fetch('GET', '/'),
  ];

  test(req('errors/standard-object'), async () => {
    for (const reply of await wrongRequests()) {
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(Object.keys(reply.json).sort()).toEqual(['error', 'message']);
    }
  });

  test(req('errors/error-is-true'), async () => {
    for (const reply of await wrongRequests()) expect(reply.json.error).toBe(true);
  });

  test(req('errors/message-is-text'), async () => {
    for (const { json } of await wrongRequests())
      expect([typeof json.message, json.message === '']).toEqual(['string', false]);
  });

  test(req('errors/json-content-type'), async () => {
    for (const { type } of await wrongRequests()) expect(type).toBe('application/json');
  });

  test(req('errors/shows-no-internals'), async () => {
    for (const { text } of await wrongRequests()) expect(text).not.toMatch(internals);
  });

  test(req('errors/refusal-changes-nothing'), async () => {
    const before = await count();
    await wrongRequests();
    expect(await count()).toBe(before);
  });

  describe.each(operations)('$id', ({ id, successStatus, responses }) => {
    test(req('errors/success-is-no-error', id), async () => {
      const reply = await api.call(id, await sampleCalls[id](api));
      expect(reply.status).toBe(successStatus);
      expect(reply.text).not.toMatch(/"error"/);
    });

    test(req('errors/status-is-documented', id), async () => {
      const sample = await sampleCalls[id](api);
      const replies = [
        await api.call(id, { ...sample, key: null }),
        await api.call(id, { ...sample, key: await api.keyWith() }),
        await api.call(id, { ...sample, body: undefined }),
        await api.call(id, { ...sample, query: { nothing: '1' } }),
        await api.call(id, { ...sample, params: { number: '\u0000', parentNumber: "'", file_id: '9'.repeat(30) } }),
      ];
      for (const { status } of replies) expect(Object.keys(responses)).toContain(String(status));
    });
  });

  test(req('errors/no-500-for-input'), async () => {
    const nasty = [
      null,
      true,
      1e308,
      -1,
      0,
      2 ** 53,
      '',
      ' ',
      '\n',
      "'",
      '"',
      '\\',
      '%',
      '../../etc/passwd',
      '\ud83d\ude00',
      'x'.repeat(70_000),
      [],
      [[]],
      {},
      { a: { b: [] } },
      '9'.repeat(400),
      '0x10',
      '__proto__',
      'constructor',
    ];
    const fields = [
      'name',
      'email',
      'subject',
      'message',
      'ip',
      'source',
      'format',
      'departmentId',
      'parentTicketId',
      'topicId',
      'priority',
      'duedate',
      'attachments',
      'custom',
    ];
    for (const field of fields) {
      for (const value of nasty) {
        const reply = await create({ ...newTicketBody, [field]: value });
        expect(reply.status, `${field}: ${JSON.stringify(value)?.slice(0, 50)} ${reply.text}`).toBeLessThan(500);
      }
    }
    const number = await api.newTicket();
    for (const field of [
      'statusId',
      'slaId',
      'staffId',
      'dueDate',
      'parentTicketNumber',
      'note',
      'noteTitle',
      'noteFormat',
      '__proto__',
      'nothing',
    ]) {
      for (const value of nasty) {
        const body = `{${JSON.stringify(field)}: ${JSON.stringify(value)}, "note": "n"}`;
        const reply = await api.call('updateTicket', { params: { number }, body });
        expect(reply.status, `${field}: ${body.slice(0, 60)} ${reply.text}`).toBeLessThan(500);
      }
    }
    for (const value of nasty.map(String)) {
      for (const id of ['getTicket', 'getParentTicket', 'listChildTickets', 'deleteTicket'] as const) {
        if (value === number || value === '') continue;
        const reply = await api.call(id, { params: { number: value.slice(0, 2000) } });
        expect(reply.status, `${id} ${value.slice(0, 50)} ${reply.text}`).toBeLessThan(500);
      }
      for (const name of ['query', 'status', 'department', 'limit', 'offset', 'sort', 'query[]', value.slice(0, 50)]) {
        const reply = await api.call('searchTickets', { query: { [name]: value.slice(0, 2000) } });
        expect(reply.status, `${name}=${value.slice(0, 50)} ${reply.text}`).toBeLessThan(500);
      }
    }
    expect(api.log).toEqual([]);
  });

  test(req('errors/wrong-method-405'), async () => {
    for (const [method, path, allow] of [
      ['GET', '/api/tickets.json', 'POST'],
      ['GET', '/api/wildcard/tickets.json', 'POST'],
      ['POST', '/api/tickets-search.php', 'GET'],
      ['DELETE', '/api/tickets-get.php/1.json', 'GET'],
      ['POST', '/api/tickets-update.php/1.json', 'PUT, PATCH'],
      ['GET', '/api/tickets-delete.php/1.json', 'DELETE'],
      ['OPTIONS', '/api/tickets-stats.php', 'GET'],
    ] as const) {
      const reply = await api.fetch(method, path);
      expectError(reply, 405, 'Method Not Allowed');
      expect(reply.headers.get('allow'), path).toBe(allow);
    }
    expect((await api.fetch('HEAD', '/api/tickets-stats.php')).status).toBe(405);
  });

  test(req('errors/unknown-path-404'), async () => {
    for (const path of [
      '/api/',
      '/api',
      '/api/nothing',
      '/api/tickets-get.php',
      '/api/tickets-get.php/1.json/x',
      '/api//tickets-stats.php',
      '/tickets-stats.php',
      '/api/TICKETS-STATS.php',
      '/api/tickets-stats.php/',
      '/favicon.ico',
    ]) {
      expectError(await api.fetch('GET', path), 404, 'no path');
    }
  });

  test(req('errors/unsupported-extension'), async () => {
    for (const path of ['1.pdf', '1', '1.', '1.JSON', '1.json.html']) {
      expectError(await api.fetch('GET', `/api/tickets-get.php/${path}`), 400, 'extension');
    }
    expectError(await api.fetch('POST', '/api/tickets.xml', { body: newTicketBody }), 400, 'extension');
    expectError(await api.fetch('POST', '/api/tickets', { body: newTicketBody }), 400, 'extension');
    expectError(
      await api.call('linkSubticket', { params: { parentNumber: 1 }, format: 'xml', body: { childId: '1' } }),
      400,
      'extension',
    );
    expectError(await api.call('unlinkSubticket', { params: { number: 1 }, format: 'xml' }), 400, 'extension');
  });
});
