import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { buffer, text as textOf } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { always, key, proxiesForTests } from './proxy-for-tests.js';

const { before, beforeServer } = proxiesForTests();

/** The whole answer to a request as it is written. */
async function raw(url: string, lines: string): Promise<string> {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(lines.replaceAll('\n', '\r\n'));
  return textOf(socket);
}

test('everything goes through as it is', async () => {
  const packed = gzipSync('{"a":"ä"}');
  let seen: IncomingMessage | undefined;
  let body = Buffer.alloc(0);
  const { proxy, target } = await beforeServer(async (request, response) => {
    seen = request;
    body = await buffer(request);
    response.writeHead(418, 'Teapot', [
      ...['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'X-Own', 'é', 'Content-Encoding', 'gzip'],
      ...['Content-Type', 'application/json', 'Content-Length', String(packed.length)],
    ]);
    response.end(packed);
  });
  const sent = Buffer.from([0, 255, 13, 10]);
  const path = '/a/../b%2e//c?x=%20y&x=2#';
  const asked = httpRequest(proxy.url, {
    path,
    method: 'PROPFIND',
    headers: { 'X-API-Key': key, 'X-Twice': ['1', '2'], 'Content-Length': sent.length, 'X-Own': 'é', TE: 'trailers' },
  });
  asked.end(sent);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  expect(await buffer(answer)).toEqual(packed);
  expect(answer).toMatchObject({ statusCode: 418, statusMessage: 'Teapot' });
  expect(answer.headers).toMatchObject({ 'set-cookie': ['a=1', 'b=2'], 'x-own': 'é', 'content-encoding': 'gzip' });
  expect(seen).toMatchObject({ method: 'PROPFIND', url: path });
  expect(seen?.headers).toMatchObject({ 'x-api-key': key, 'x-twice': '1, 2', 'x-own': 'é' });
  expect(seen?.headers.host).toBe(new URL(target.url).host);
  expect(seen?.headers.te).toBeUndefined();
  expect(body).toEqual(sent);
});

test('both directions are streams', async () => {
  const { proxy } = await beforeServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/octet-stream' });
    request.pipe(response);
  });
  const asked = httpRequest(proxy.url, { method: 'POST' });
  asked.write('one');
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  expect(String((await once(answer, 'data'))[0])).toBe('one');
  asked.write('two');
  expect(String((await once(answer, 'data'))[0])).toBe('two');
  asked.end();
  await once(answer, 'end');
});

test('60 MB go through in both directions', async () => {
  const { proxy } = await beforeServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/octet-stream' });
    request.pipe(response);
  });
  const sent = Buffer.alloc(60_000_000, 'some bytes ');
  const answer = await fetch(proxy.url, { method: 'POST', body: sent });
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  expect(sha256(new Uint8Array(await answer.arrayBuffer()))).toBe(sha256(sent));
});

test('32 downloads of 8 MB at once all come whole', async () => {
  const body = Buffer.alloc(8_000_000, 'x');
  const { proxy } = await beforeServer(always(200, 'application/octet-stream', body as never));
  const sizes = await Promise.all(
    Array.from({ length: 32 }, async () => (await (await fetch(proxy.url)).arrayBuffer()).byteLength),
  );
  expect(new Set(sizes)).toEqual(new Set([8_000_000]));
});

test('a client that leaves ends the request at the installation, and blames nobody', async () => {
  let left = () => {};
  const ended = new Promise<void>((resolve) => {
    left = resolve;
  });
  const { proxy, stop } = await beforeServer((request, response) => {
    request.resume();
    response.once('close', left);
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' }).write('{');
  });
  const leaving = new AbortController();
  const answer = await fetch(`${proxy.url}/api/tickets-stats.php`, {
    signal: leaving.signal,
    headers: { 'X-API-Key': key },
  });
  leaving.abort();
  await expect(answer.text()).rejects.toThrow();
  await ended;
  const { results } = await stop();
  expect(results.counts).toMatchObject({ fail: 0, warn: 0 });
});

test('a client that leaves while it sends', async () => {
  let left = () => {};
  const ended = new Promise<void>((resolve) => {
    left = resolve;
  });
  const { proxy } = await beforeServer((request) => {
    request.resume().once('close', left);
  });
  const asked = httpRequest(proxy.url, { method: 'POST', headers: { 'Content-Length': 1000 } });
  asked.on('error', () => {});
  asked.write('some');
  await once(asked, 'socket');
  setTimeout(() => asked.destroy(), 100);
  await ended;
});

test('an installation that is not there: 502, and why', async () => {
  const { proxy, target } = await beforeServer(always(200, 'text/plain', ''));
  await target.close();
  const answer = await fetch(`${proxy.url}/api/tickets-stats.php`, { headers: { 'X-API-Key': key } });
  expect(answer.status).toBe(502);
  expect(answer.headers.get('x-osticket-contract')).toBe('no answer');
  expect(await answer.json()).toEqual({
    error: true,
    message: `The proxy got no answer from ${target.url}: the connection was refused.`,
  });
});

test('an installation that dies before it answers: 502', async () => {
  const { proxy } = await beforeServer((request) => request.socket.destroy());
  for (const method of ['GET', 'POST']) expect((await fetch(proxy.url, { method })).status).toBe(502);
});

test('an installation that dies while it answers: the client sees a cut answer, and the report says so', async () => {
  const { proxy, stop } = await beforeServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' });
    response.write('{"a":', () => response.destroy());
  });
  for (let time = 0; time < 2; time += 1) {
    const answer = fetch(`${proxy.url}/api/tickets-stats.php`, { headers: { 'X-API-Key': key } });
    await expect(answer.then((one) => one.text())).rejects.toThrow();
  }
  const { results } = await stop();
  const broken = results.results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  expect(broken.map(({ requirement }) => requirement)).toEqual(['formats/readable-to-its-end']);
});

test('an installation that does not answer: 504', async () => {
  const { proxy } = await beforeServer(() => {}, { timeoutMs: 1_000 });
  const answer = await fetch(proxy.url);
  expect(answer.status).toBe(504);
  expect(await answer.json()).toMatchObject({ message: expect.stringContaining('no answer within 1 s') });
});

test('an answer before the whole request: the client gets it', async () => {
  const { proxy } = await beforeServer((request, response) => {
    response.writeHead(413, { 'Content-Type': 'text/plain', 'Content-Length': '3' }).write('big');
    request.resume().once('close', () => response.end());
  });
  const answer = await fetch(proxy.url, { method: 'POST', body: Buffer.alloc(30_000_000) });
  expect([answer.status, await answer.text()]).toEqual([413, 'big']);
});

test('a wish for another protocol is not heard: the answer is plain HTTP', async () => {
  const { proxy } = await beforeServer(always(200, 'text/plain', 'plain'));
  const head = 'GET / HTTP/1.1\nHost: x\nConnection: Upgrade, close\nUpgrade: websocket\nSec-WebSocket-Version: 13\n\n';
  expect(await raw(proxy.url, head)).toMatch(/^HTTP\/1\.1 200 .*plain/s);
});

test.each([
  ['CONNECT', 'CONNECT example.org:443 HTTP/1.1\nHost: example.org:443\n\n', /^HTTP\/1\.1 501 /],
  [
    'an address in place of a path',
    'GET http://example.org/ HTTP/1.1\nHost: x\nConnection: close\n\n',
    /send it a path/,
  ],
  ['no HTTP', 'hello\n\n', /^HTTP\/1\.1 400 /],
])('%s is refused', async (_, lines, refusal) => {
  const { proxy } = await beforeServer(always(200, 'text/plain', ''));
  expect(await raw(proxy.url, lines)).toMatch(refusal);
});

test('a target that leads back to the proxy: 508', async () => {
  let second = '';
  const { proxy } = await beforeServer((request, response) => {
    const on = httpRequest(second, { path: request.url, headers: { via: request.headers.via } }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    on.end();
  });
  second = proxy.url;
  const answer = await fetch(`${proxy.url}/api/tickets-stats.php`);
  expect(answer.status).toBe(508);
  expect(await answer.json()).toMatchObject({ message: expect.stringContaining('leads back to it') });
});

test('a port that is taken: a sentence', async () => {
  const { target } = await beforeServer(always(200, 'text/plain', ''));
  await expect(before('http://127.0.0.1:9', { port: target.port })).rejects.toThrow(
    `The port ${target.port} of 127.0.0.1 cannot be had for the proxy: another program listens there. Give another one.`,
  );
  await expect(before('http://127.0.0.1:9', { pagePort: target.port })).rejects.toThrow(/for the page/);
});
