import { expect, test } from 'vitest';
import { operations } from '../../contract/operations.js';
import { addKey } from '../rules/keys.js';
import type { Api } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';
import { expectError } from '../testing/refusals.js';
import { req } from '../testing/req.js';
import { sampleCalls } from '../testing/sample-calls.js';

eachServer('API keys', (api: Api) => {
  test('a refusal says which header is missing, and that a key is unknown', async () => {
    expectError(await api.call('searchTickets', { key: null }), 401, 'X-API-Key');
    // Of the same length and almost the same as a key that exists.
    for (const key of ['nobody', `${api.key.slice(0, -1)}_`, `${api.key}x`, api.key.toLowerCase()])
      expectError(await api.call('searchTickets', { key }), 401, 'unknown');
  });

  test('a key with more around it is told so', async () => {
    for (const key of [`Bearer ${api.key}`, `"${api.key}"`])
      expectError(await api.call('searchTickets', { key }), 401, 'holds the key alone');
  });

  test.each(operations)('a refusal of $id says which permission is missing', async ({ id, permission }) => {
    const key = await api.keyWith();
    expectError(await api.call(id, { ...(await sampleCalls[id](api)), key }), 403, permission);
  });

  test('a key that is switched off is refused from the next request on', async () => {
    const key = await api.keyWith('can_search_tickets');
    expect((await api.call('searchTickets', { key })).status).toBe(200);
    await api.store.db.updateTable('api_key').set({ isactive: 0 }).where('apikey', '=', key).execute();
    expectError(await api.call('searchTickets', { key }), 401);
  });

  test.each([
    ['127.0.0.1', 200],
    ['::ffff:127.0.0.1', 200],
    ['0.0.0.0', 200],
    ['10.1.2.3', 401],
    ['127.0.0.11', 401],
  ])(`${req('auth/key-bound-to-address')}: %s`, async (address, status) => {
    const key = await addKey(api.store, { permissions: ['can_search_tickets'], address });
    expect((await api.call('searchTickets', { key })).status).toBe(status);
  });

  test.each([
    [0, '10.1.2.3', 401],
    [1, '10.1.2.3', 200],
    [1, '10.1.2.3, 10.9.9.9', 401],
    [2, '10.1.2.3, 10.9.9.9', 200],
  ])('%d trusted proxies and X-Forwarded-For: %s', async (trustedProxies, forwarded, status) => {
    const key = await addKey(api.store, { permissions: ['can_search_tickets'], address: '10.1.2.3' });
    const headers = { 'X-Forwarded-For': forwarded };
    await api.with({ trustedProxies }, async (other) =>
      expect((await other.call('searchTickets', { key, headers })).status).toBe(status),
    );
  });

  test('without a valid key nothing else of the request is judged', async () => {
    const key = 'nobody';
    const replies = [
      await api.call('getTicket', { key, params: { number: 'nothing' } }),
      await api.call('getTicket', { key, params: { number: 1 }, format: 'pdf' }),
      await api.fetch('GET', '/api/tickets-get.php/1', { key }),
      await api.call('searchTickets', { key, query: { limit: 'x' } }),
      await api.call('downloadAttachment', { key, params: { file_id: 0 } }),
      await api.call('createTicket', { key, body: '{' }),
      await api.call('createTicket', { key, body: 'a', headers: { 'Content-Type': 'text/plain' } }),
    ];
    for (const reply of replies) expectError(reply, 401);
  });

  test('without a valid key the body is not read', async () => {
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
      headers: { 'X-API-Key': 'nobody', 'Content-Type': 'application/json' },
      body: endless,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(401);
    expect(sent).toBeLessThan(200 * 2 ** 20);
    await response.body?.cancel();
  });

  test('a key stands in no answer and in no line of the log', async () => {
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
