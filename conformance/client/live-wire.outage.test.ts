/** What the wire does while an installation does not answer, or something else answers in its place. */
import { describe, expect, test } from 'vitest';
import { TargetGone } from './wire.js';
import { closing, codes, fine, type Listener, never, open, wireTo } from './wire-for-tests.js';

describe('no answer', () => {
  test.each<[string, Listener, Parameters<typeof wireTo>[1], string]>([
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

describe('an installation that something comes to stand before', () => {
  const elsewhere: Listener = (_, response) =>
    response.writeHead(302, { location: 'https://login.example.org/' }).end();
  const blocked: Listener = (_, response) =>
    response.writeHead(403, { 'content-type': 'text/html' }).end('<html><title>Request blocked</title></html>');

  test.each([
    ['a login', elsewhere, /No request gets through to the API any more: it redirects to https:\/\/login/],
    ['a firewall', blocked, /any more: a firewall turned the request away \(403/],
  ] as const)('%s: is lost, once what was answered before is turned away too', async (_, before, text) => {
    const { wire, send, requests } = await wireTo((...all) => (all[2] === 0 ? fine : before)(...all));
    await send('/api/tickets-get.php/1.json');
    for (let count = 0; count < 3; count++) expect((await send()).response?.status).toBeGreaterThan(299);
    await expect(send()).rejects.toThrow(text);
    expect(requests.at(-1)?.url).toBe('/api/tickets-get.php/1.json');
    expect(wire.course.ended?.code).toBe('target-gone');
  });

  test('and only before some requests goes on', async () => {
    const { wire, send } = await wireTo((...all) => (all[0].url === '/blocked' ? blocked : fine)(...all));
    await send();
    for (let count = 0; count < 9; count++) expect((await send('/blocked')).response?.status).toBe(403);
    expect(wire.course.ended).toBeUndefined();
  });
});
