import type { IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { key, proxiesForTests } from './proxy-for-tests.js';

const { beforeServer } = proxiesForTests();

interface Sent {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
}

/** Sends a request through a proxy that refuses. @returns the answer, and what came to the installation */
async function sent({ method = 'GET', path = '/api/tickets-search.php', headers = {}, body }: Sent) {
  const came: { method: string; url: string; headers: IncomingHttpHeaders; body: Buffer }[] = [];
  const { proxy, stop } = await beforeServer(
    async (request, response) => {
      const { method: by = '', url = '', headers: their } = request;
      came.push({ method: by, url, headers: their, body: await buffer(request) });
      response.writeHead(200, { 'Content-Type': 'text/plain' }).end('answered');
    },
    { enforce: true },
  );
  const all = { 'X-API-Key': key, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers };
  const answer = await fetch(proxy.url + path, { method, headers: all, body });
  const text = await answer.text();
  const page = await (await fetch(proxy.pageUrl)).text();
  await stop();
  return { answer, text, came, page };
}

const creation = { name: 'Jane', email: 'jane@example.com', subject: 'A', message: 'B' };
const create = (body: unknown): Sent => ({ method: 'POST', path: '/api/tickets.json', body: JSON.stringify(body) });
const file = (uri: string) => ({ ...creation, attachments: [{ 'a.png': uri }] });

test.each<[string, Sent, number, string]>([
  ['no key', { headers: { 'X-API-Key': '' } }, 401, 'auth/missing-key-401'],
  ['an unknown operation', { path: '/api/tickets-frobnicate.php' }, 404, 'errors/unknown-path-404'],
  ['another method', { method: 'DELETE' }, 405, 'errors/wrong-method-405'],
  ['another extension', { path: '/api/tickets-get.php/123456.yaml' }, 400, 'errors/no-500-for-input'],
  ['a wrong parameter', { path: '/api/tickets-search.php?limit=many' }, 400, 'errors/no-500-for-input'],
  ['an unknown one', { path: '/api/http.php/tickets-search.php?page=2' }, 400, 'errors/no-500-for-input'],
  ['no JSON', { ...create({}), body: '{"name":' }, 400, 'errors/broken-json-400'],
  ['a field that is missing', create({ ...creation, email: undefined }), 400, 'createTicket/email-required'],
  ['a field of another type', create({ ...creation, alert: {} }), 400, 'createTicket/alert-is-boolean'],
  ['broken Base64', create(file('data:image/png;base64,A')), 400, 'createTicket/attachment-broken-base64-400'],
  ['a type of file', create(file('data:x/y;base64,AAAA')), 400, 'createTicket/attachment-unsupported-type-400'],
])('%s is refused, and the installation does not see it', async (_, given, status, requirement) => {
  const { answer, text, came, page } = await sent(given);
  expect(came).toEqual([]);
  expect(answer.headers.get('x-osticket-contract')).toBe(`refused: ${requirement}`);
  expect(answer.status).toBe(status);
  expect(JSON.parse(text)).toEqual({ error: true, message: expect.any(String) });
  expect(page).toContain(requirement);
});

test.each<[string, Sent]>([
  ['a search', { path: '/api/tickets-search.php?limit=5' }],
  ['HEAD', { method: 'HEAD', path: '/api/tickets-search.php' }],
  ['OPTIONS', { method: 'OPTIONS', path: '/api/tickets.json', headers: { 'X-API-Key': '' } }],
  ['a creation', create(creation)],
  ['a creation with a file', create(file(`data:image/png;base64,${'AAAA'.repeat(1_000_000)}`))],
  ['what is not of the API', { method: 'POST', path: '/scp/ajax.php?x', headers: { 'X-API-Key': '' }, body: 'b' }],
])('%s goes through as it is', async (_, given) => {
  const { answer, came } = await sent(given);
  expect(answer.headers.get('x-osticket-contract')).toBeNull();
  const { method = 'GET', path: url, body = '' } = given;
  expect(came).toMatchObject([{ method, url }]);
  expect(came[0]?.body.equals(Buffer.from(body))).toBe(true);
  expect(came[0]?.headers['content-type']).toBe(body === '' ? undefined : 'application/json');
});
