import { expect, test } from 'vitest';
import { createClient } from './index.js';

/** A client whose requests are answered with these codes, and what it sent. */
function answering(codes: (number | 'lost')[], retryAfter?: string) {
  const sent: { method: string; body: string }[] = [];
  const client = createClient({
    url: 'http://127.0.0.1:1',
    key: 'K',
    retry: { times: 2, longestMs: 1 },
    fetch: async (request) => {
      sent.push({ method: request.method, body: await request.text() });
      const code = codes.shift() ?? 200;
      if (code === 'lost') throw new TypeError('fetch failed');
      return new Response(code < 300 ? '"123456"' : '{"error": true, "message": "Later"}', {
        status: code,
        headers: retryAfter === undefined ? {} : { 'Retry-After': retryAfter },
      });
    },
  });
  return { client, sent };
}

const ticket = { body: { name: 'Jane', email: 'jane@example.com', subject: 'S', message: 'M' } };

test.each([429, 503])('what reads is sent again after %d, and no more often than asked', async (code) => {
  const once = answering([code]);
  await once.client.getTicketStats();
  expect(once.sent).toHaveLength(2);
  const always = answering([code, code, code, code]);
  await expect(always.client.getTicketStats()).rejects.toMatchObject({ status: code, message: 'Later' });
  expect(always.sent).toHaveLength(3);
});

test('what writes is sent again after 429, with the same body', async () => {
  const { client, sent } = answering([429]);
  expect(await client.createTicket(ticket)).toBe('123456');
  expect(sent).toHaveLength(2);
  expect(sent[0]?.body).toContain('jane@example.com');
  expect(sent[1]).toEqual(sent[0]);
});

test.each([503, 500, 'lost'] as const)(
  'what writes is never sent again after %s: the work may be done',
  async (code) => {
    const { client, sent } = answering([code]);
    await expect(client.createTicket(ticket)).rejects.toMatchObject({ status: code === 'lost' ? 0 : code });
    expect(sent).toHaveLength(1);
  },
);

test.each(['0', new Date(0).toUTCString()])('Retry-After: %s', async (retryAfter) => {
  const { client, sent } = answering([429], retryAfter);
  await client.getTicketStats();
  expect(sent).toHaveLength(2);
});
