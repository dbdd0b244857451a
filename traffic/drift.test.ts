import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../cli/command-for-tests.js';
import { repeat } from '../conformance/reports/repeat/repeats.js';
import { folderForTests } from '../contract/folder-for-tests.js';
import { operation } from '../contract/operations.js';
import { drift } from './drift.js';

const folder = folderForTests();
const root = 'https://help.example.org';
const key = '0123456789ABCDEF0123456789ABCDEF';

const ticket = Object.values(operation('getTicket').responses[200]?.['application/json']?.examples ?? {})[0]?.value;

interface Given {
  method?: string;
  url?: string;
  headers?: Record<string, string>;
  sent?: string;
  status?: number;
  type?: string;
  text?: string | undefined;
  encoding?: string;
}

const pairs = (headers: Record<string, string>) => Object.entries(headers).map(([name, value]) => ({ name, value }));

function entry(given: Given = {}): object {
  const { method = 'GET', url = `${root}/api/tickets-get.php/123456.json`, headers = {}, sent } = given;
  const { status = 200, type = 'application/json', encoding } = given;
  const text = 'text' in given ? given.text : JSON.stringify(ticket);
  return {
    startedDateTime: '2026-11-26T12:00:00Z',
    time: 12.5,
    request: {
      method,
      url,
      headers: pairs({ ':authority': 'help.example.org', 'X-API-Key': key, ...headers }),
      ...(sent === undefined ? {} : { postData: { mimeType: 'application/json', text: sent } }),
    },
    response: { status, headers: pairs({ 'Content-Type': type }), content: { size: 100, text, encoding } },
  };
}

let files = 0;
function har(entries: object[], cut = 0): string {
  const file = join(folder, `${++files}.har`);
  const text = JSON.stringify({ log: { version: '1.2', creator: { name: 'a browser' }, entries } });
  writeFileSync(file, text.slice(0, text.length - cut));
  return file;
}

async function judged(files: string[], target?: string) {
  const remarks: string[] = [];
  const report = join(folder, `report-${files.length}-${Math.random().toString(36).slice(2)}`);
  const outcome = await drift({ files, report, target }, (text) => remarks.push(text));
  const broken = outcome.results.results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  return { ...outcome, remarks, broken: broken.map(({ requirement }) => requirement) };
}

describe('answers', () => {
  test('that keep the contract break nothing', async () => {
    const { results, broken } = await judged([har([entry(), entry()])]);
    expect(broken).toEqual([]);
    expect(results.verdict).toBe('partial');
    expect(results.counts.pass).toBeGreaterThan(10);
    expect(results.clients).toBeUndefined();
  });

  test('that break it are told with the first of them and their number', async () => {
    const wrong = JSON.stringify({ ...(ticket as object), isOverdue: 0 });
    const { results, broken, evidence } = await judged([
      har([entry(), entry({ text: wrong }), entry({ text: wrong })]),
    ]);
    expect(broken).toEqual(['getTicket/isOverdue-is-boolean']);
    const found = results.results.find(({ requirement }) => requirement === 'getTicket/isOverdue-is-boolean');
    expect(found).toMatchObject({ actual: '0 (in 2 of 3 answers)', exchanges: [2, 3] });
    expect([...evidence.exchanges].map(({ id }) => id)).toEqual([2, 3]);
  });

  test('in Base64 are read', async () => {
    const text = Buffer.from(JSON.stringify({ ...(ticket as object), isOverdue: 'no' })).toString('base64');
    expect((await judged([har([entry({ text, encoding: 'base64' })])])).broken).toEqual([
      'getTicket/isOverdue-is-boolean',
    ]);
  });

  test('without a body are judged by what is there', async () => {
    expect((await judged([har([entry({ text: undefined })])])).broken).toEqual([]);
    const { broken, evidence } = await judged([har([entry({ text: undefined, status: 418 })])]);
    expect(broken).not.toEqual([]);
    expect([...evidence.exchanges].map(({ response }) => response?.body)).toEqual([{ bytes: 100 }]);
  });
});

describe('requests of clients', () => {
  const creation = { name: 'Jane', email: 'jane@example.com', subject: 'A', message: 'B' };
  const create = (body: object): Given => ({
    method: 'POST',
    url: `${root}/api/tickets.json`,
    sent: JSON.stringify(body),
    status: 201,
    type: 'text/plain',
    text: '123456',
  });

  test.each<[string, Given, string[]]>([
    ['a good one', create(creation), []],
    ['a field is missing', create({ ...creation, email: undefined }), ['body /email: expected to be there']],
    ['a value of another type', create({ ...creation, alert: {} }), ['body /alert: expected boolean']],
    [
      'a value that may have one of two types',
      create({ ...creation, priority: {} }),
      ['body /priority: expected string or integer'],
    ],
    ['no JSON', { ...create({}), sent: '{"name":' }, ['body: expected JSON']],
    ['no key', { headers: { 'X-API-Key': '' } }, ['header X-API-Key: expected to be there']],
    [
      'a wrong parameter',
      { url: `${root}/api/tickets-search.php?limit=many`, text: '[]' },
      ['query limit: expected integer'],
    ],
    [
      'an unknown one',
      { url: `${root}/api/tickets-search.php?page=2`, text: '[]' },
      ['query page: the contract has no such parameter'],
    ],
    [
      'one twice',
      { url: `${root}/api/tickets-search.php?limit=1&limit=2`, text: '[]' },
      ['query limit: expected once'],
    ],
  ])('%s', async (_, given, mistakes) => {
    const { results } = await judged([har([entry(given)])]);
    expect((results.clients ?? []).map(({ text }) => text)).toEqual(mistakes);
  });

  test('of a run of the suite are not judged: many are wrong on purpose', async () => {
    const file = join(folder, 'run.ndjson');
    const exchange = {
      id: 1,
      scope: 'a check',
      at: '2026-11-26T12:00:00Z',
      request: { method: 'GET', url: `${root}/api/tickets-search.php?limit=x`, headers: {} },
      response: {
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: { text: '{"error":true,"message":"limit"}' },
        durationMs: 1,
      },
    };
    writeFileSync(file, `${JSON.stringify({ format: 1, runId: 'r1a2b3c4' })}\n${JSON.stringify(exchange)}\n`);
    const { results } = await judged([file]);
    expect(results.clients).toBeUndefined();
  });
});

test('nothing that is written holds a key, a password or a session', async () => {
  const headers = { Authorization: `Basic ${btoa('agent:PASSWORD-1')}`, Cookie: 'OSTSESSID=SESSION-1' };
  const text = JSON.stringify({ ...(ticket as object), isOverdue: `${key} PASSWORD-1` });
  const file = har([entry({ headers, text, url: `${root}/api/tickets-get.php/123456.json?apikey=${key}` })]);
  const report = join(folder, 'secrets');
  const { code } = await runCommand(['drift', file, '--report', report]);
  expect(code).toBe(1);
  for (const name of ['evidence.ndjson', 'results.json', 'report.html', 'exchanges.har', 'summary.md']) {
    const written = readFileSync(join(report, name), 'utf8');
    for (const secret of [key, 'PASSWORD-1', 'SESSION-1', btoa('agent:PASSWORD-1')])
      expect(written).not.toContain(secret);
  }
});

test('a script repeats what only reads: a ticket of a client is never changed by one', async () => {
  const text = '<b>Fatal error</b>: Uncaught Error in /var/www/x.php';
  const file = har([
    entry({ text }),
    entry({ method: 'DELETE', url: `${root}/api/tickets-delete.php/123456.json`, text }),
    entry({ method: 'POST', url: `${root}/api/tickets.json`, sent: '{"subject":"My invoice"}', status: 500, text }),
  ]);
  const { results, evidence } = await judged([file]);
  const names = repeat.files(results, evidence).map(({ name }) => name);
  expect(names).toContainEqual(expect.stringContaining('getTicket'));
  expect(names).not.toContainEqual(expect.stringMatching(/deleteTicket|createTicket/));
});

describe('files', () => {
  test('of several recorders are judged together', async () => {
    expect((await judged([har([entry()]), har([entry()])])).results.sentence).toMatch(/^In 2 recorded exchanges/);
  });

  test('that are cut are judged up to there', async () => {
    const { results, remarks } = await judged([har([entry(), entry(), entry()], 300)]);
    expect(results.sentence).toMatch(/^In 2 recorded exchanges/);
    expect(remarks).toEqual([
      expect.stringMatching(/is cut or damaged after entry 2: what stands before it is judged/),
    ]);
  });

  test('may have what recorders leave out or write as null: nobody is accused of what is not known', async () => {
    const whole = entry() as { request: object; response: object };
    const { results, broken, remarks } = await judged([
      har([
        { ...whole, response: null },
        { ...whole, request: { ...whole.request, headers: null }, response: { ...whole.response, content: null } },
        { ...whole, response: { ...whole.response, status: '200', content: {} } },
        { ...whole, response: { ...whole.response, content: { size: -1 } } },
        entry({ text: 'not Base64!', encoding: 'base64' }),
        { request: { method: 'GET', url: 'no address' } },
      ]),
    ]);
    expect(broken).toEqual([]);
    expect(results.clients).toBeUndefined();
    expect(results.sentence).toMatch(/^In 5 recorded exchanges .* 4 answers were judged without their bodies/);
    expect(remarks).toEqual([expect.stringMatching(/1 entry is no exchange with an address, and left out/)]);
  });

  test('of lines that are cut are judged up to there; the last line needs no end', async () => {
    const file = join(folder, 'lines.ndjson');
    const line = JSON.stringify(entry());
    writeFileSync(file, `${line}\n${line}`);
    expect((await judged([file])).results.sentence).toMatch(/^In 2 recorded exchanges/);
    writeFileSync(file, `${line}\n${line.slice(0, -9)}`);
    expect((await judged([file])).remarks).toEqual([expect.stringMatching(/is cut or damaged after entry 1/)]);
  });

  test('with other traffic: it is counted and left out', async () => {
    const { results } = await judged([har([entry(), entry({ url: 'https://cdn.example.com/logo.png' })])]);
    expect(results.sentence).toMatch(/1 other exchange was left out/);
  });

  test('with several installations need --target', async () => {
    const file = har([entry(), entry({ url: 'https://other.example.org/support/api/tickets-get.php/1.json' })]);
    await expect(judged([file])).rejects.toThrow(
      'several installations: https://help.example.org (1), https://other.example.org/support (1). Choose one with --target.',
    );
    expect((await judged([file], 'https://other.example.org/support/')).results.target.url).toBe(
      'https://other.example.org/support',
    );
  });

  test.each([
    ['that is not there', '/no/such.har', /Cannot read \/no\/such\.har/],
    ['that is none', 'text.txt', /is not JSON|holds no recorded traffic/],
    ['that is empty', 'empty.har', /holds no recorded traffic/],
    ['of a browser that was never at the API', 'other.har', /None of the exchanges \(1\) is with the API/],
  ])('one %s: a sentence and exit code 2, and nothing is written', async (_, name, message) => {
    writeFileSync(join(folder, 'text.txt'), 'a text');
    writeFileSync(join(folder, 'empty.har'), '');
    writeFileSync(
      join(folder, 'other.har'),
      JSON.stringify({ log: { entries: [entry({ url: 'https://a.example/' })] } }),
    );
    const file = name.startsWith('/') ? name : join(folder, name);
    const { code, stderr } = await runCommand(['drift', file, '--report', join(folder, 'never')]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/ {4}at /);
    expect(code).toBe(2);
  });
});
