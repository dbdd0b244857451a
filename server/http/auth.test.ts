import { describe, expect, test } from 'vitest';
import { operations } from '../../contract/operations.js';
import { addKey } from '../rules/keys.js';
import { type Api, eachServer, expectError, newTicketBody } from '../testing/api-under-test.js';
import { req } from '../testing/req.js';

eachServer('API keys', (api: Api) => {
  const subjects = async () => (await api.store.db.selectFrom('ticket').select('number').execute()).length;

  test(req('auth/key-in-header'), async () => {
    expect((await api.call('searchTickets')).status).toBe(200);
  });

  test.each(operations)(`${req('auth/missing-key-401')} ($id)`, async ({ id }) => {
    expectError(
      await api.call(id, { key: null, params: { number: 1, parentNumber: 1, file_id: 1 } }),
      401,
      'X-API-Key',
    );
  });

  test(req('auth/unknown-key-401'), async () => {
    // Of the same length and almost the same as a key that exists.
    for (const key of ['nobody', `${api.key.slice(0, -1)}_`, `${api.key}x`, api.key.toLowerCase()]) {
      expectError(await api.call('searchTickets', { key }), 401, 'unknown');
    }
  });

  test(req('auth/empty-key-401'), async () => {
    expectError(await api.call('searchTickets', { key: '' }), 401);
  });

  test(req('auth/inactive-key-401'), async () => {
    const key = await api.keyWith('can_search_tickets');
    expect((await api.call('searchTickets', { key })).status).toBe(200);
    await api.store.db.updateTable('api_key').set({ isactive: 0 }).where('apikey', '=', key).execute();
    expectError(await api.call('searchTickets', { key }), 401);
  });

  test(req('auth/key-elsewhere-401'), async () => {
    for (const name of ['Authorization', 'X-Api-Token', 'Cookie']) {
      expectError(await api.call('searchTickets', { key: null, headers: { [name]: api.key } }), 401);
    }
    expectError(await api.call('searchTickets', { key: null, query: { 'X-API-Key': api.key } }), 401);
  });

  test(req('auth/refused-without-effect'), async () => {
    const before = await subjects();
    expectError(await api.call('createTicket', { key: 'nobody', body: newTicketBody }), 401);
    expect(await subjects()).toBe(before);
  });

  test(req('auth/key-bound-to-address'), async () => {
    for (const [address, status] of [
      ['127.0.0.1', 200],
      ['::ffff:127.0.0.1', 200],
      ['0.0.0.0', 200],
      ['10.1.2.3', 401],
      ['127.0.0.11', 401],
    ] as const) {
      const key = await addKey(api.store, { permissions: ['can_search_tickets'], address });
      expect((await api.call('searchTickets', { key })).status, address).toBe(status);
    }
  });

  describe(req('auth/judged-before-the-request'), () => {
    const key = 'nobody';

    test('an unknown ticket, a wrong extension, a wrong parameter', async () => {
      expectError(await api.call('getTicket', { key, params: { number: 'nothing' } }), 401);
      expectError(await api.call('getTicket', { key, params: { number: 1 }, format: 'pdf' }), 401);
      expectError(await api.fetch('GET', '/api/tickets-get.php/1', { key }), 401);
      expectError(await api.call('searchTickets', { key, query: { limit: 'x' } }), 401);
      expectError(await api.call('downloadAttachment', { key, params: { file_id: 0 } }), 401);
    });

    test('a broken body, a wrong content type', async () => {
      expectError(await api.call('createTicket', { key, body: '{' }), 401);
      expectError(await api.call('createTicket', { key, body: 'a', headers: { 'Content-Type': 'text/plain' } }), 401);
    });

    test('the body is not read', async () => {
      let sent = 0;
      const endless = new ReadableStream({
        async pull(controller) {
          if (sent > 200 * 2 ** 20) return controller.close();
          sent += 65_536;
          controller.enqueue(new Uint8Array(65_536));
          await new Promise((resolve) => setTimeout(resolve, 1));
        },
      });
      const response = await fetch(`${api.url}/api/tickets.json`, {
        method: 'POST',
        headers: { 'X-API-Key': key, 'Content-Type': 'application/json' },
        body: endless,
        duplex: 'half',
      } as RequestInit);
      expect(response.status).toBe(401);
      expect(sent).toBeLessThan(200 * 2 ** 20);
      await response.body?.cancel();
    });
  });

  test(req('auth/key-never-in-an-answer'), async () => {
    const key = 'KEY-THAT-NO-ANSWER-REPEATS';
    await addKey(api.store, { key, permissions: ['can_create_tickets'] });
    const replies = [
      await api.call('searchTickets', { key }),
      await api.call('createTicket', { key, body: `{"name": "${key}` }),
      await api.call('createTicket', { key: `${key}x`, body: {} }),
      await api.call('createTicket', { key, body: {} }),
    ];
    for (const { text, headers } of replies) expect(text + JSON.stringify([...headers])).not.toContain(key);
    expect(api.log.join()).not.toContain(key);
  });
});
