/** What the search script makes of a server that answers wrongly, late or not at all. */

import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Listening, listen } from '../contract/server-for-tests.js';
import { madeUpTickets } from '../fixtures/made-up-tickets.js';
import { startServer } from '../server/start.js';
import { type Ran, runScript } from './host-for-tests.js';

let server: Listening;
let elsewhere: Listening;
let asked = 0;
let env: Record<string, string>;
/** What a search is answered with; the first page that setup asks for is right. */
let answer: RequestListener;
let rows: string;

beforeAll(async () => {
  const good = await startServer({ fill: madeUpTickets(5) });
  rows = await fetch(`${good.url}/api/tickets-search.php`, { headers: { 'X-API-Key': good.keys[0] ?? '' } }).then(
    (one) => one.text(),
  );
  await good.close();
  server = await listen((request, response) => {
    if (request.url?.includes('offset=0')) return void response.end(rows);
    answer(request, response);
  });
  elsewhere = await listen((_, response) => {
    asked += 1;
    response.end('[]');
  });
  env = { OSTICKET_URL: server.url, OSTICKET_API_KEY: 'key', TIMEOUT_SECONDS: '0.5' };
});
afterAll(async () => {
  for (const one of [server, elsewhere]) await one.close();
});

async function runAgainst(listener: RequestListener, wanted: Record<string, string> = {}): Promise<Ran> {
  answer = listener;
  return runScript('search', { ...env, ...wanted });
}

test('a fast answer of the wrong shape is an error', async () => {
  const { code, summary } = await runAgainst((_, response) => response.end('[{"id":"1"}]'));
  expect(code).toBe(99);
  expect(summary).toMatchObject({ errors: { shape: 20, status: 0, timeout: 0, connection: 0 } });
});

/** The rows that a search for a word finds, on the first page. */
const found: RequestListener = ({ url = '' }, response) => {
  const { searchParams } = new URL(url, 'http://127.0.0.1');
  const word = (searchParams.get('query') ?? '').toLowerCase();
  const fitting = (JSON.parse(rows) as { subject: string }[]).filter(({ subject }) =>
    subject.toLowerCase().includes(word),
  );
  response.end(JSON.stringify(searchParams.has('offset') ? [] : fitting));
};

test('an empty page behind the last is right; nothing for a frequent word, and rows without the word, are not', async () => {
  expect((await runAgainst(found)).summary).toMatchObject({ passed: true });
  // Queries are drawn by chance: of a hundred, some are for a frequent word.
  const hundred = { SCENARIO: 'average', RATE: '50', DURATION_SECONDS: '2' };
  const never = await runAgainst((_, response) => response.end('[]'), hundred);
  expect(never.summary?.errors.shape).toBeGreaterThan(0);
  const always = await runAgainst((_, response) => response.end(rows), hundred);
  expect(always.summary?.errors.shape).toBeGreaterThan(0);
});

test('a rate that could not be kept has not passed, however right the answers are', async () => {
  // Two virtual users wait for late answers, while a hundred requests are due.
  answer = (request, response) => void setTimeout(() => found(request, response), 1000);
  const limits = { P95_MS: '60000', P99_MS: '60000', TIMEOUT_SECONDS: '30' };
  const wanted = { SCENARIO: 'average', RATE: '50', DURATION_SECONDS: '2', MAX_VUS: '2' };
  const { code, summary, stdout } = await runScript('search', { ...env, ...limits, ...wanted });
  expect(code).toBe(99);
  expect(summary).toMatchObject({ passed: false, errors: { shape: 0, status: 0, timeout: 0, connection: 0 } });
  expect((summary?.thresholds ?? []).filter(({ ok }) => !ok).map(({ metric }) => metric)).toEqual([
    'dropped_iterations',
  ]);
  expect(stdout).toMatch(/✗ At most \d+ requests could not be sent in their time/);
});

test('an error code, a broken connection and silence are told apart', async () => {
  let count = 0;
  const { code, summary } = await runAgainst((request, response) => {
    count += 1;
    if (count % 3 === 0) return void response.writeHead(500).end('{}');
    if (count % 3 === 1) return void request.socket.destroy();
    // Silence.
  });
  expect(code).toBe(99);
  const { status = 0, connection = 0, timeout = 0, shape } = summary?.errors ?? {};
  expect([status > 0, connection > 0, timeout > 0, shape, status + connection + timeout]).toEqual([
    true,
    true,
    true,
    0,
    20,
  ]);
});

test.each([429, 503])('%i is a limit of the web server and no error', async (status) => {
  let count = 0;
  const { code, summary } = await runAgainst((request, response) => {
    count += 1;
    if (count % 2 === 0) response.writeHead(status).end('<html>');
    else found(request, response);
  });
  expect(code).toBe(0);
  expect(summary).toMatchObject({ turnedAway: 10, errors: { status: 0, shape: 0 }, passed: true });
  expect(summary?.operations[0]).toMatchObject({ served: 10, turnedAway: 0.5, errors: 0 });
});

test('a redirect is not followed', async () => {
  const { url: location } = elsewhere;
  const { summary } = await runAgainst((_, response) => response.writeHead(302, { location }).end());
  expect(summary?.errors.status).toBe(20);
  expect(asked).toBe(0);
});
