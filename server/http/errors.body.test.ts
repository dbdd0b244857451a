import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { Api } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';
import { expectError } from '../testing/refusals.js';
import { newTicketBody } from '../testing/sample-calls.js';
import { bodyLimit } from './body/read-body.js';

/** Bodies that are refused with 400, and what the message has in it. */
const refused: [what: string, bodies: (string | Buffer | undefined)[], message: string | RegExp][] = [
  ['broken JSON', ['{', '{"a": 1,}', "{'a': 1}", '{"a": 1} x', 'undefined', '{"a": 1e}', '\u0000'], 'not valid JSON'],
  ['what a shell or Python makes of JSON', ["{'a': 1}", '{a: 1}', '{"a": None}'], 'double quotes'],
  ['JSON that was made twice', [JSON.stringify('{"name": "A"}')], 'made JSON twice'],
  ['no object', ['[]', '[{}]', '"a"', '1', 'true', 'null'], 'JSON object'],
  ['no body', [undefined, ''], 'needs a body'],
  ['bytes that are no UTF-8', [Buffer.from('{"name": "\u00c3\u0028"}', 'latin1')], 'UTF-8'],
  ['half of a character', ['{"name": "\\ud800"}'], 'name contains half of a character'],
  ['halves in the wrong order', ['{"name": "\\udc00 \\ud800"}'], 'surrogate'],
  ['a NUL', ['{"name": "a\\u0000b"}'], 'name contains a NUL'],
  ['a NUL deep down', ['{"custom": {"deep": [1, {"er": "\\u0000"}]}}'], /custom\.deep\[1\]\.er contains a NUL/],
  ['a NUL in a name', ['{"a\\u0000b": 1}'], 'field name'],
];

eachServer('bodies that are wrong', (api: Api) => {
  const create = (body: unknown, headers = {}) => api.call('createTicket', { body, headers });

  test.each(refused)('%s', async (_, bodies, message) => {
    for (const body of bodies) expectError(await create(body), 400, message);
  });

  test.each([
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'application/json; charset=latin1',
    'application/jsonx',
  ])('the type %s is refused', async (type) => {
    expectError(await create(JSON.stringify(newTicketBody), { 'Content-Type': type }), 415, 'application/json');
  });

  test('the type may be in any case, with quotes', async () => {
    const headers = { 'Content-Type': 'Application/JSON; Charset="UTF-8"' };
    expect((await create(JSON.stringify(newTicketBody), headers)).status).toBe(201);
  });

  test('an escaped backslash before u0000 is no NUL, and whole pairs are no half characters', async () => {
    const number = (
      await create('{"name":"\\\\u0000","email":"a@example.com","subject":"\\ud83d\\ude00","message":"m"}')
    ).text;
    expect(await api.ticket(number)).toMatchObject({ user: { name: '\\u0000' }, subject: '\u{1f600}' });
  });

  describe('a body that is too large', () => {
    const post = (headers: Record<string, string>, write: (chunk: Buffer) => Buffer | undefined) =>
      new Promise<{ status: number; body: string; sent: number }>((resolve, reject) => {
        let sent = 0;
        let body = '';
        const sending = request(`${api.url}/api/tickets.json`, {
          method: 'POST',
          headers: { 'X-API-Key': api.key, 'Content-Type': 'application/json', ...headers },
        });
        sending.on('error', reject).on('response', (response) => {
          response.on('data', (text) => {
            body += text;
          });
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, body, sent });
            sending.destroy();
          });
        });
        const chunk = Buffer.alloc(2 ** 20, 'A');
        const more = () => {
          const next = sending.destroyed ? undefined : write(chunk);
          if (next === undefined) return;
          sent += next.length;
          sending.write(next, more);
        };
        sending.flushHeaders();
        more();
      });

    test('by its announced length, before anything is read', async () => {
      const { status, body } = await post({ 'Content-Length': String(bodyLimit + 1) }, () => undefined);
      expect([status, JSON.parse(body).error]).toEqual([413, true]);
    });

    test('without an announced length, as soon as it is over the limit', async () => {
      let begun = false;
      const { status, sent } = await post({ 'Transfer-Encoding': 'chunked' }, (chunk) => {
        const next = begun ? chunk : Buffer.from('{"attachments":[{"a.txt":"data:,');
        begun = true;
        return next;
      });
      expect(status).toBe(413);
      expect(sent).toBeLessThan(bodyLimit + 64 * 2 ** 20);
    });

    test('the server goes on', async () => {
      expect((await api.call('searchTickets')).status).toBe(200);
    });
  });
});
