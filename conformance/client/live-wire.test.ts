/** The wire: requests, limits of the rate, budget, stops. No test says how long anything may take. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { keptLength } from './exchange.js';
import { TargetGone } from './wire.js';
import { codes, fine, secret, wireTo } from './wire-for-tests.js';

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

  test('has the header of the key as the reference spells it, or as it was spelled for once', async () => {
    const names: string[][] = [];
    const { send } = await wireTo(({ rawHeaders }, response) => {
      names.push(rawHeaders.filter((name) => /key/i.test(name) && !name.includes(secret)));
      response.end('yes');
    });
    await send();
    await send('/api/x', { headers: { 'X-Api-Key': '<key main>' } });
    expect(names).toEqual([['X-API-Key'], ['X-Api-Key']]);
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
