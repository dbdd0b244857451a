import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { type OperationId, operations } from '../../contract/operations.js';
import { type Api, eachServer, expectError, newTicketBody } from '../testing/api-under-test.js';
import { req } from '../testing/req.js';
import { sampleCalls } from '../testing/sample-calls.js';
import { bodyLimit } from './body.js';

const withBody = operations.filter(({ requestSchema }) => requestSchema !== undefined);

eachServer('bodies that are wrong', (api: Api) => {
  const create = (body: unknown, headers = {}) => api.call('createTicket', { body, headers });

  describe.each(withBody)('the body of $id', ({ id }: { id: OperationId }) => {
    const send = async (body: unknown, headers = {}) =>
      api.call(id, { ...(await sampleCalls[id](api)), body, headers });

    test(req('errors/broken-json-400', id), async () => {
      for (const body of ['{', '{"a": 1,}', "{'a': 1}", '{"a": 1} x', 'undefined', '{"a": 1e}', '\u0000']) {
        expectError(await send(body), 400, 'not valid JSON');
      }
    });

    test(req('errors/body-not-an-object-400', id), async () => {
      for (const body of ['[]', '[{}]', '"a"', '1', 'true', 'null']) expectError(await send(body), 400, 'JSON object');
    });

    test(req('errors/missing-body-400', id), async () => {
      expectError(await send(undefined), 400, 'needs a body');
      expectError(await send('', { 'Content-Type': 'application/json' }), 400, 'needs a body');
    });

    test(req('errors/wrong-content-type-415', id), async () => {
      for (const type of [
        'text/plain',
        'application/xml',
        'application/x-www-form-urlencoded',
        'application/json; charset=latin1',
        'application/jsonx',
      ]) {
        expectError(await send(JSON.stringify(newTicketBody), { 'Content-Type': type }), 415, 'application/json');
      }
      const reply = await send(JSON.stringify(newTicketBody), { 'Content-Type': 'Application/JSON; Charset="UTF-8"' });
      expect(reply.status).not.toBe(415);
    });

    test(req('errors/invalid-utf8-400', id), async () => {
      const body = Buffer.concat([Buffer.from('{"name": "'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
      expectError(await send(body), 400, 'UTF-8');
      expectError(await send('{"name": "\\ud800"}'), 400, 'name has half of a character');
      expectError(await send('{"name": "\\udc00 \\ud800"}'), 400, 'surrogate');
    });

    test(req('errors/nul-character-400', id), async () => {
      expectError(await send('{"name": "a\\u0000b"}'), 400, 'name has a NUL');
      expectError(await send('{"custom": {"deep": [1, {"er": "\\u0000"}]}}'), 400, /custom\.deep\[1\]\.er has a NUL/);
      expectError(await send('{"a\\u0000b": 1}'), 400, 'field name');
    });
  });

  test('an escaped backslash before u0000 is no NUL, and whole pairs are no half characters', async () => {
    const number = (
      await create('{"name":"\\\\u0000","email":"a@example.com","subject":"\\ud83d\\ude00","message":"m"}')
    ).text;
    expect(await api.ticket(number)).toMatchObject({ user: { name: '\\u0000' }, subject: '\u{1f600}' });
  });

  describe(req('errors/body-too-large-413'), () => {
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
        const chunk = Buffer.alloc(2 ** 20, 0x20);
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
      const { status, sent } = await post({ 'Transfer-Encoding': 'chunked' }, (chunk) => chunk);
      expect(status).toBe(413);
      expect(sent).toBeLessThan(bodyLimit + 64 * 2 ** 20);
    });

    test('the server goes on', async () => {
      expect((await api.call('searchTickets')).status).toBe(200);
    });
  });
});
