/** The wire against servers on this machine that behave badly. No test says how long anything may take. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { listen } from '../../contract/server-for-tests.js';
import type { NamedKey } from '../../installation/keys.js';
import { Answer, IllegibleAnswer } from './answer.js';
import type { Exchange } from './exchange.js';
import { keptLength } from './exchange.js';
import { LiveWire } from './live-wire.js';
import { Keyring } from './redaction.js';
import { NoEvidence, TargetGone } from './wire.js';

const secret = 'KEY-THAT-NOBODY-MAY-SEE';
const keys: NamedKey[] = [{ name: 'main', key: secret, active: true }];
const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

type Settings = ConstructorParameters<typeof LiveWire>[0];
type Listener = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** Starts a server, and a wire to it. `count` tells the listener how many requests came before. */
async function wireTo(
  listener: Listener,
  settings: Partial<Omit<Settings, 'url'>> = {},
  now?: () => number,
  tickets = 0,
) {
  const requests: { headers: IncomingMessage['headers']; url?: string; body: string }[] = [];
  const { url, close } = await listen(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    requests.push({ headers: request.headers, url: request.url, body });
    listener(request, response, requests.length - 1);
  });
  open.push(close);
  const evidence: Exchange[] = [];
  const given = { rate: 0, timeoutMs: 60_000, budgetMs: 600_000, ...settings };
  const wire = new LiveWire(
    { ...given, url },
    new Keyring(keys),
    { add: (one) => evidence.push(structuredClone(one)) },
    () => tickets,
    now,
  );
  const send = (
    path = '/api/tickets-search.php',
    more: { method?: string; body?: string | Uint8Array; once?: boolean } = {},
  ) => wire.send({ scope: 'test', method: 'GET', url: url + path, headers: { 'x-api-key': '<key main>' }, ...more });
  return { wire, send, requests, evidence, url };
}

/** Answers with these codes one after the other, then with 200. */
const codes =
  (headers: Record<string, string>, ...list: number[]): Listener =>
  (_, response, count) =>
    response.writeHead(list[count] ?? 200, headers).end(`answer ${count}`);

const never: Listener = () => {};
const closing: Listener = (request) => request.socket.destroy();
const fine: Listener = (_, response) => response.end('fine');

test('what is not sent again gets a connection of its own: a server may close one that it kept open', async () => {
  const used = new Set<unknown>();
  const { send } = await wireTo(({ socket }, response) => {
    if (used.has(socket)) socket.destroy();
    used.add(socket);
    response.end('yes');
  });
  await send();
  for (let count = 0; count < 3; count += 1) {
    expect((await send('/api/tickets.json', { method: 'POST', body: '{}', once: true })).response?.status).toBe(200);
  }
});

describe('a request', () => {
  test('carries the key, and what is kept does not', async () => {
    const { send, requests, evidence } = await wireTo((_, response) => response.end(`your key is ${secret}`));
    const exchange = await send(`/api/x?key=${encodeURIComponent('<key main>')}`);
    expect(requests[0]).toMatchObject({ headers: { 'x-api-key': secret }, url: `/api/x?key=${secret}` });
    expect(exchange.response?.body).toEqual({ text: 'your key is <key main>' });
    expect(JSON.stringify([evidence, exchange])).not.toContain(secret);
  });

  test('is kept without the key in the headers of its answer, and without the session', async () => {
    const { send, evidence } = await wireTo((_, response) =>
      response
        .writeHead(200, {
          'x-echo': secret,
          [`x-${secret}`]: '1',
          'set-cookie': ['SID=s3cr3tsession; path=/', `key=${secret}`],
        })
        .end('?sid=s3cr3tsession'),
    );
    const exchange = await send();
    expect(exchange.response).toMatchObject({
      headers: { 'x-echo': '<key main>', 'x-<key main>': '1', 'set-cookie': 'SID=<cookie>; path=/, key=<cookie>' },
      body: { text: '?sid=<cookie>' },
    });
    expect(JSON.stringify([evidence, exchange])).not.toMatch(/s3cr3t|KEY-THAT/i);
  });

  test('and its answer are kept as they were, a redirect too', async () => {
    const { send, requests, evidence } = await wireTo((_, response) =>
      response.writeHead(302, { location: '/elsewhere', 'content-type': 'text/plain' }).end('Ä'),
    );
    const exchange = await send('/api/tickets.json', { method: 'POST', body: '{"a":"ß"}' });
    expect(requests).toMatchObject([{ url: '/api/tickets.json', body: '{"a":"ß"}' }]);
    expect(exchange).toMatchObject({ id: 1, scope: 'test', request: { method: 'POST', body: { text: '{"a":"ß"}' } } });
    expect(exchange.response).toMatchObject({ status: 302, headers: { location: '/elsewhere' }, body: { text: 'Ä' } });
    expect(evidence).toEqual([exchange]);
  });

  test('is counted, each one', async () => {
    const { wire, send } = await wireTo(fine);
    expect((await Promise.all([send(), send(), send()])).map(({ id }) => id).sort()).toEqual([1, 2, 3]);
    expect(wire.sent).toBe(3);
  });

  test('whose answer is long is known whole, while the file holds its hash', async () => {
    const long = 'x'.repeat(keptLength + 1);
    const { send, evidence } = await wireTo((_, response) => response.end(long));
    expect((await send()).response?.body).toEqual({ text: long });
    expect(evidence[0]?.response?.body).toMatchObject({ bytes: keptLength + 1 });
  });
});

describe('429 and 503', () => {
  /** A wire whose installation has served a request before it answers with these codes. */
  async function served(headers: Record<string, string>, ...list: number[]) {
    const made = await wireTo(codes(headers, 200, ...list));
    await made.send();
    return made;
  }

  test('are waited out, and each answer is kept', async () => {
    const { send, evidence } = await served({}, 429, 503);
    expect((await send()).response).toMatchObject({ status: 200, body: { text: 'answer 3' } });
    expect(evidence.map(({ response }) => response?.status)).toEqual([200, 429, 503, 200]);
  });

  test('say by Retry-After how long', async () => {
    const { send, requests } = await served({ 'retry-after': '0' }, 429, 429, 429, 429);
    expect((await send()).response?.status).toBe(200);
    expect(requests).toHaveLength(6);
  });

  test('say by Retry-After until when', async () => {
    const { send } = await served({ 'retry-after': new Date(0).toUTCString() }, 429, 503, 429, 503);
    expect((await send()).response?.status).toBe(200);
  });

  test('that do not end are an answer', async () => {
    const { send, requests } = await served({ 'retry-after': '0' }, ...Array(20).fill(429));
    expect((await send()).response?.status).toBe(429);
    expect(requests.length).toBeGreaterThan(3);
    expect(requests.length).toBeLessThan(20);
  });

  test('of an installation that has served nothing yet are not waited out', async () => {
    const { send, requests } = await wireTo(codes({ 'retry-after': '0' }, ...Array(20).fill(503)));
    expect((await send()).response?.status).toBe(503);
    expect(requests).toHaveLength(2);
  });

  test.each([500, 502, 404])('are waited out alone: %i is an answer', async (code) => {
    const { send, requests } = await wireTo(codes({}, code));
    expect((await send()).response?.status).toBe(code);
    expect(requests).toHaveLength(1);
  });
});

describe('no answer', () => {
  test.each<[string, Listener, Partial<Settings>, string]>([
    ['a timeout', never, { timeoutMs: 50 }, 'no answer within 0.05 s'],
    [
      'an answer that stops in the middle',
      (_, response) => void response.writeHead(200).write('{"a'),
      { timeoutMs: 200 },
      'no answer within 0.2 s',
    ],
    ['a connection that is closed', closing, {}, 'the connection was closed before the answer was complete'],
  ])('%s is an exchange that says why', async (_, listener, settings, failure) => {
    const { send, evidence } = await wireTo(listener, settings);
    const exchange = await send();
    expect(exchange.failure).toBe(failure);
    expect(exchange.response).toBeUndefined();
    expect(evidence).toEqual([exchange]);
  });

  test('from a port where nobody listens', async () => {
    const { send } = await wireTo(fine);
    await open.pop()?.();
    expect((await send()).failure).toBe('the connection was refused');
  });

  test('three times in a row: the installation is gone, and nothing more is sent', async () => {
    const { send, requests } = await wireTo(closing);
    for (let count = 0; count < 3; count++) expect((await send()).failure).toBeDefined();
    await expect(send()).rejects.toThrow(TargetGone);
    await expect(send()).rejects.toMatchObject({ code: 'target-gone' });
    expect(requests).toHaveLength(3);
  });
});

describe('an installation that has answered', () => {
  const post = { method: 'POST', once: true };
  /** Answers the first request and those from `back` on; between them, connections are closed. */
  const outage =
    (back: number, answer: Listener = fine): Listener =>
    (request, response, count) =>
      count === 0 || count >= back ? answer(request, response, count) : request.socket.destroy();

  test('and loses a connection is read again', async () => {
    const { send, evidence } = await wireTo(outage(3));
    await send();
    expect((await send()).response?.status).toBe(200);
    const [first, ...others] = evidence.map(({ response }) => response !== undefined);
    expect([first, others.indexOf(true)]).toEqual([true, 2]);
  });

  test('and is away is waited for before anything is changed', async () => {
    const { send, requests } = await wireTo(outage(3));
    await send('/api/tickets-get.php/1.json');
    expect((await send('/api/tickets.json', post)).failure).toBeDefined();
    expect((await send('/api/tickets.json', post)).response?.status).toBe(200);
    expect(requests.map(({ url }) => url)).toEqual([
      '/api/tickets-get.php/1.json',
      '/api/tickets.json',
      ...['/api/tickets-get.php/1.json', '/api/tickets-get.php/1.json'],
      '/api/tickets.json',
    ]);
  });

  test('gets what changes something once, whatever comes back', async () => {
    for (const [listener, count] of [
      [outage(9), 2],
      [codes({ 'retry-after': '0' }, 200, 429, 503, 429), 2],
    ] as const) {
      const { send, requests } = await wireTo(listener);
      await send();
      await send('/api/tickets-delete.php/1.json', { method: 'DELETE', once: true });
      expect(requests).toHaveLength(count);
    }
  });

  test('and is away for long is lost, and nothing more is sent until the clean-up', async () => {
    let time = 1000;
    const { wire, send, requests } = await wireTo(
      outage(3, (_, response) => response.end('fine')),
      {},
      () => {
        time += 20_000;
        return time;
      },
    );
    await send();
    await expect(send()).rejects.toMatchObject({ code: 'target-gone' });
    const before = requests.length;
    await expect(send()).rejects.toMatchObject({ code: 'target-gone' });
    expect(requests).toHaveLength(before);
    expect(wire.course.ended?.code).toBe('target-gone');
    wire.course.beginCleanUp();
    while (requests.length < 3) await send().catch(() => {});
    expect((await send()).response?.status).toBe(200);
    expect(wire.course.ended?.code).toBe('target-gone');
  });

  test('and answers others but not this one is not asked for ever', async () => {
    const { send, requests } = await wireTo((request, response) =>
      request.url === '/broken' ? request.socket.destroy() : response.end('fine'),
    );
    await send();
    expect((await send('/broken')).failure).toBeDefined();
    expect(requests.filter(({ url }) => url === '/broken')).toHaveLength(3);
  });
});

describe('a run that is stopped', () => {
  const stop = new TargetGone('Stopped.', 'interrupted');

  test('does not wait for a reading that is under way', async () => {
    const { wire, send } = await wireTo((_, response, count) => void (count === 0 && response.end('fine')));
    await send();
    const reading = send();
    await sleep(50);
    wire.course.end(stop);
    await expect(reading).rejects.toBe(stop);
    await expect(send()).rejects.toBe(stop);
  });

  test('waits for what changes something, so that it is known', async () => {
    const { wire, send } = await wireTo((_, response) => setTimeout(() => response.end('100001'), 300));
    const creation = send('/api/tickets.json', { method: 'POST', once: true });
    await sleep(50);
    wire.course.end(stop);
    expect((await creation).response?.body).toEqual({ text: '100001' });
  });

  test('does not wait for a pause to end', async () => {
    const { wire, send } = await wireTo(codes({ 'retry-after': '3600' }, 200, 429));
    await send();
    const waiting = send();
    await sleep(50);
    wire.course.end(stop);
    await expect(waiting).rejects.toBe(stop);
  });
});

describe('the budget', () => {
  test('keeps time for the clean-up: more where more tickets are to be removed', async () => {
    const left = async (tickets: number) => {
      const { wire, send } = await wireTo(fine, { rate: 8, budgetMs: 600_000 }, () => 1000, tickets);
      await send();
      return wire.course.leftMs;
    };
    expect(await left(0)).toBe(600_000);
    expect(await left(100)).toBeLessThan(550_000);
    expect(await left(200)).toBeLessThan(await left(100));
    // However many there are, half of the time is for the checks.
    expect(await left(100_000)).toBe(300_000);
  });

  test('that is used up leaves the clean-up its time', async () => {
    let time = 1000;
    const { wire, send } = await wireTo(fine, { budgetMs: 60_000 }, () => time, 10);
    await send();
    time += 59_000;
    await expect(send()).rejects.toMatchObject({ code: 'out-of-budget' });
    wire.course.beginCleanUp();
    expect((await send()).response?.status).toBe(200);
    time += 60_000;
    await expect(send()).rejects.toMatchObject({ code: 'out-of-budget' });
  });

  test('ends a run before the request that would be over it', async () => {
    let time = 1000;
    const { send, requests } = await wireTo(fine, { budgetMs: 5000 }, () => time);
    await send();
    time += 5001;
    await expect(send()).rejects.toMatchObject({ code: 'out-of-budget' });
    expect(requests).toHaveLength(1);
  });

  test('ends the waiting for an installation that limits the rate too', async () => {
    let time = 1000;
    const { send } = await wireTo(
      (_, response) => {
        time += 5001;
        response.writeHead(429, { 'retry-after': '0' }).end();
      },
      { budgetMs: 5000 },
      () => time,
    );
    await expect(send()).rejects.toMatchObject({ code: 'out-of-budget' });
  });

  test('is not waited over, however long the installation asks for', async () => {
    const { send } = await wireTo(codes({ 'retry-after': '3600' }, 429, 429), { budgetMs: 100 });
    await expect(send()).rejects.toMatchObject({ code: 'out-of-budget' });
  });
});

test('the rate is kept by requests that are sent side by side', async () => {
  // The clock stands still while the requests queue up: each must get a turn of its own.
  const { send, evidence } = await wireTo(fine, { rate: 50 }, () => 1000);
  const all = Promise.all(Array.from({ length: 5 }, () => send()));
  await sleep(0);
  expect(evidence.length).toBeLessThan(5);
  await all;
  expect(evidence).toHaveLength(5);
});

describe('bytes', () => {
  const json = '{"a":"Ä"}';
  const answering =
    (body: string | Buffer, headers: Record<string, string> = {}): Listener =>
    (_, response) =>
      response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);

  test.each<[string, string | Buffer, Record<string, string>]>([
    ['as they are', json, {}],
    ['packed by gzip', gzipSync(json), { 'content-encoding': 'gzip' }],
    ['packed by Brotli', brotliCompressSync(json), { 'content-encoding': 'br' }],
    ['packed twice', gzipSync(brotliCompressSync(json)), { 'content-encoding': 'br, gzip' }],
    ['with a charset of their own', Buffer.from(json, 'latin1'), { 'content-type': 'text/plain; charset=ISO-8859-1' }],
    ['none, said to be packed', '', { 'content-encoding': 'gzip' }],
  ])('are read: %s', async (_, body, headers) => {
    const { send } = await wireTo(answering(body, headers));
    const { response } = await send();
    expect(response?.body).toEqual({ text: body.length === 0 ? '' : json });
    expect(response).not.toHaveProperty('unreadable');
  });

  test('a BOM is kept, and no checker reads it', async () => {
    const { send } = await wireTo(answering(`\ufeff${json}`));
    const exchange = await send();
    expect(exchange.response?.body).toEqual({ text: `\ufeff${json}` });
    expect(new Answer(exchange, undefined).json).toEqual(JSON.parse(json));
  });

  test('that are no UTF-8 are kept as Base64, from a little before', async () => {
    const body = Buffer.concat([Buffer.from(`{"a":"${'x'.repeat(100)}`), Buffer.from([0xff, 0xc0]), Buffer.from('"}')]);
    const { send, evidence } = await wireTo(answering(body));
    await send();
    const kept = evidence[0]?.response?.body as { text: string; base64: string };
    expect(kept.text).toContain('\ufffd');
    expect(Buffer.from(kept.base64, 'base64').includes(Buffer.from([0xff, 0xc0]))).toBe(true);
    expect(evidence[0]?.response).not.toHaveProperty('unreadable');
  });

  test('that hold a key are not kept as Base64', async () => {
    const { send, evidence } = await wireTo(answering(Buffer.concat([Buffer.from(`${secret} `), Buffer.from([0xff])])));
    await send();
    expect(evidence[0]?.response?.body).toEqual({ text: '<key main> \ufffd' });
  });

  const deep = '['.repeat(50_000) + ']'.repeat(50_000);
  test.each<[string, Listener, RegExp]>([
    [
      'not packed as they say',
      answering(json, { 'content-encoding': 'gzip' }),
      /^it is not packed as its Content-Encoding says, gzip/,
    ],
    ['half packed', answering(gzipSync(json).subarray(0, 20), { 'content-encoding': 'gzip' }), /gzip \(unexpected end/],
    ['packed in a way that nobody asked for', answering(json, { 'content-encoding': 'zstd' }), /nobody asked for zstd/],
    [
      'fewer than they say',
      (request, response) =>
        void response.writeHead(200, { 'content-length': '100' }).write(json, () => request.socket.destroy()),
      /^it broke off after 10 of 100 bytes \(the connection was closed/,
    ],
    [
      'a chunk whose length is no number',
      (request) => void request.socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n'),
      /^it broke off after 0 bytes \(what came is no valid HTTP: /,
    ],
    ['more than fit', answering(Buffer.alloc(33 * 2 ** 20, 0x20)), /^it is larger than 32 MB$/],
    [
      'more than fit, once unpacked',
      answering(gzipSync(Buffer.alloc(200 * 2 ** 20, 0x20)), { 'content-encoding': 'gzip' }),
      /^it is larger than 32 MB$/,
    ],
    ['nested without end', answering(deep), /^it is nested more than 100 levels deep$/],
    ['XML nested without end', answering(`<?xml version="1.0"?>${'<a>'.repeat(50_000)}`), /nested more than 100/],
    [
      'XML with entities of its own',
      answering('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', { 'content-type': 'application/xml' }),
      /^it declares entities of its own$/,
    ],
  ])('that are %s cannot be read, and the beginning is kept', async (_, listener, why) => {
    const { send, evidence } = await wireTo(listener);
    const exchange = await send();
    expect(exchange.response?.unreadable?.text).toMatch(why);
    expect(evidence.at(-1)).toEqual(exchange);
    expect(JSON.stringify(exchange).length).toBeLessThan(300_000);
    const answer = new Answer(exchange, undefined);
    expect(answer.status).toBe(200);
    expect(() => answer.text).toThrow(IllegibleAnswer);
    expect(() => answer.json).toThrow(IllegibleAnswer);
    expect(answer.summary).toContain('which cannot be read');
  });

  test('a reading that broke off is sent again; a write is not', async () => {
    const cutOnce: Listener = (request, response, count) =>
      count === 0
        ? void response.writeHead(200, { 'content-length': '100' }).write('{', () => request.socket.destroy())
        : response.end('whole');
    expect((await (await wireTo(cutOnce)).send()).response?.body).toEqual({ text: 'whole' });
    const { send, requests } = await wireTo(cutOnce);
    expect((await send('/api/x', { method: 'POST', body: '{}', once: true })).response?.unreadable?.kind).toBe('cut');
    expect(requests).toHaveLength(1);
  });

  test('of old large answers only the hash is left', async () => {
    const { send } = await wireTo(answering(Buffer.alloc(30 * 2 ** 20, 0x20)));
    const answers: Answer[] = [];
    for (let count = 0; count < 4; count += 1) answers.push(new Answer(await send(), undefined));
    expect(() => answers[0]?.text).toThrow(NoEvidence);
    expect(answers.slice(1).map(({ text }) => text.length)).toEqual(Array(3).fill(30 * 2 ** 20));
    expect(answers[0]?.exchange.response?.body).toMatchObject({ bytes: 30 * 2 ** 20 });
  });

  test('many large answers are read one after the other', async () => {
    const { send } = await wireTo(answering(Buffer.alloc(2 ** 21, 0x20)));
    const all = await Promise.all(Array.from({ length: 9 }, () => send()));
    expect(all.map(({ response }) => response?.unreadable)).toEqual(Array(9).fill(undefined));
  });
});
