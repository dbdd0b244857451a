/**
 * Every command against a server that behaves like a recorded installation: seed it, load it, check it, sweep it, and
 * remove the seed again. At the end its tables are as before, but for what osTicket keeps.
 */
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type During, runCommand, startCommand } from '../cli/command-for-tests.js';
import { profileCommand } from '../cli/profile.js';
import { folderForTests } from '../contract/folder-for-tests.js';
import type { Results } from '../generated/results.js';
import { UserError } from '../installation/user-error.js';
import { missedButTime } from '../load/host-for-tests.js';
import { openStore } from '../server/store/open.js';
import { type TableName, tableNames } from '../server/store/tables.js';

/** Whether a row is of the contact form of a user, or a value in it. */
function isOfUser(name: TableName, row: Record<string, unknown>, { form_entry: entries }: Tables): boolean {
  if (name === 'form_entry') return row.object_type === 'U';
  const ofUsers = [...entries].map((text) => JSON.parse(text)).filter((entry) => entry.object_type === 'U');
  return name === 'form_entry_values' && ofUsers.some(({ id }) => id === row.entry_id);
}

const folder = folderForTests();
const at = (name: string) => join(folder, name);
const read = <T>(...names: string[]) => JSON.parse(readFileSync(join(folder, ...names), 'utf8')) as T;
const address = `sqlite:${at('installation.sqlite')}`;
const key = 'KEY-OF-THE-INSTALLATION';

let server: ReturnType<typeof startCommand>;
let url: string;
let before: Tables;

type Tables = Record<TableName, ReadonlySet<string>>;

/** All rows of all tables, each as a text. */
async function tables(): Promise<Tables> {
  const store = await openStore(address);
  const read = tableNames.map(async (name) => {
    const rows = await store.db.selectFrom(name).selectAll().execute();
    return [name, new Set(rows.map((row) => JSON.stringify(row)))];
  });
  const all = Object.fromEntries(await Promise.all(read)) as Tables;
  await store.close();
  return all;
}

beforeAll(async () => {
  const flags = ['--as', 'plugin-2.3.4', '--store', address, '--key', key, '--port', '0', '--tickets', '60', '--quiet'];
  server = startCommand(['serve', ...flags]);
  let said = '';
  for await (const text of server.stdout) {
    said += text;
    if (said.includes('X POST')) break;
  }
  url = /at (\S+)\/api,/.exec(said)?.[1] ?? '';
  before = await tables();
});
afterAll(() => server.kill());

const run = (words: readonly string[], during?: During, environment: Record<string, string> = {}) =>
  runCommand(words, { OSTICKET_URL: url, OSTICKET_API_KEY: key, PATH: '', ...environment }, during);

/** Runs a command that must end with this code. @returns what it said */
async function said(code: number, words: readonly string[], environment?: Record<string, string>): Promise<string> {
  const ended = await run(words, undefined, environment);
  const text = ended.stdout + ended.stderr;
  expect(ended.code, text).toBe(code);
  expect(text).not.toContain(key);
  return text;
}

/** What cannot be said of files that an installation drops, the reference server shows: it was set up like it. */
function expectBeside({ beside }: Results) {
  expect(beside?.filled).toMatchObject({ statuses: 5, departments: 11, topics: 10 });
  const undecided = beside?.checks.find(({ requirement }) => requirement === 'createTicket/attachment-name');
  expect(undecided).toMatchObject({ operation: 'createTicket', reference: 'pass' });
  const answers = undecided?.answers.map((place) => beside?.answers[place]);
  expect(answers?.map((one) => one?.request)).toEqual([
    'POST /api/tickets.json',
    'GET /api/tickets-get.php/<ticket "with one picture">.json',
  ]);
  const differing = [
    { here: 'Content-Type: text/html; charset=utf-8', reference: 'Content-Type: text/plain; charset=utf-8' },
  ];
  expect(answers?.[0]?.lines).toEqual([{ both: 'Status 201' }, ...differing, { both: '<ticket "with one picture">' }]);
}

// A time limit that a busy machine does not reach: no test says how fast a command is.
describe('against an installation like that of plugin 2.3.4', { timeout: 600_000 }, () => {
  test('seed --api makes 300 of 300 tickets, and says what came out different', async () => {
    const text = await said(0, ['seed', '--api', '--tickets', '300', '--journal', at('seed.ndjson')]);
    expect(text).toContain(`Made: 300 tickets of seed 1 in ${url}.`);
    expect(text).toContain('attachments came out different from what was sent');
  });

  describe('load', () => {
    const slow = { P95_MS: '60000', P99_MS: '60000', LARGEST_KB: '200' };
    const load = async (...words: string[]) => {
      const { code, stdout, stderr } = await run(['load', ...words, '--report', at(words[0] ?? '')], undefined, slow);
      // 1: a busy machine did not send each request in its time.
      expect([0, 1], stdout + stderr).toContain(code);
      return stdout + stderr;
    };
    const noErrors = { timeout: 0, connection: 0, status: 0, shape: 0 };

    test.each([
      ['search', ['--scenario', 'average', '--rate', '5', '--duration', '4']],
      ['attachments', ['--scenario', 'smoke']],
    ])('%s: no error', async (script, flags) => {
      await load(script, ...flags);
      const summary = read<NonNullable<Parameters<typeof missedButTime>[0]['summary']>>(script, 'summary.json');
      expect(summary).toMatchObject({ errors: noErrors, turnedAway: 0 });
      expect(summary.operations.every(({ served }) => served > 0)).toBe(true);
      expect(missedButTime({ summary })).toEqual([]);
    });

    test('breakpoint answers for both', async () => {
      const text = await load('breakpoint', '--duration', '3', '--rate', '0.5');
      expect(text).toMatch(/\d searches a second at p95/);
      expect(text).toMatch(/\d files a second \([\d.]+ MB\/s\) at p95/);
    });
  });

  const report = at('report');

  test('conformance says what deviates, removes what it made, and says what osTicket keeps', async () => {
    await said(1, ['conformance', '--write', '--deletes', '--report', report]);
    const { counts, left, traces } = read<Results>('report', 'results.json');
    expect(left).toEqual([]);
    expect(counts.error).toBe(0);
    expect(counts.fail).toBeGreaterThan(50);
    expect(counts.pass).toBeGreaterThan(400);
    expect(traces).toContainEqual(expect.stringMatching(/keeps the users/));
    expect(readdirSync(join(report, 'ledger'))).toEqual([]);
  });

  test('rejudge and compare: the same evidence gives the same verdicts', async () => {
    const words = ['rejudge', join(report, 'evidence.ndjson'), '--against', 'reference', '--report', at('rejudged')];
    expect(await said(1, words)).toMatch(/The reference server got the same requests of \d+ checks/);
    const files = [join(report, 'results.json'), join(at('rejudged'), 'results.json')];
    const compared = await said(0, ['compare', ...files, '--html', at('compared.html')]);
    expect(compared).toMatch(/^Nothing that was in order is broken now\.$/m);
    expect(compared).toMatch(/^Nothing was mended\.$/m);
    expect(readFileSync(at('compared.html'), 'utf8')).toContain('Nothing is newly broken, 0 mended');
    expectBeside(read<Results>('rejudged', 'results.json'));
  });

  test('sweep removes what a killed run left', async () => {
    const words = ['conformance', '--write', '--rate', '60', '--only', 'updateTicket/*', '--report', at('killed')];
    const kill: During = (text) => (/\d+ of \d+ checks/.test(text) ? 'SIGKILL' : undefined);
    expect((await run(words, kill)).code).toBe(null);
    expect(readdirSync(join(at('killed'), 'ledger'))).toHaveLength(1);
    expect(await said(0, ['sweep', '--deletes', '--report', at('killed')])).toMatch(/everything is removed/);
    expect(readdirSync(join(at('killed'), 'ledger'))).toEqual([]);
  });

  describe('profile', () => {
    test('is made of the run, and says what it cannot express', async () => {
      const files = [join(report, 'results.json'), join(report, 'evidence.ndjson')];
      expect(await said(0, ['profile', ...files, '-o', at('own.json')])).toMatch(/\d+ deviations; they express \d+ of/);
      expect(read<{ name: string }>('own.json').name).toBe('own');
    });

    const lines = () => readFileSync(join(report, 'evidence.ndjson'), 'utf8').split('\n');
    const other = (text: string, from: RegExp, to: string) => {
      expect(text).toMatch(from);
      return text.replace(from, to);
    };
    test.each<[string, RegExp, (results: string) => string, (evidence: string[]) => string[]]>([
      [
        'results of another version of the contract',
        /about version 0\.9\.0 of the contract/,
        (text) => other(text, /"contract": "[\d.]+"/, '"contract": "0.9.0"'),
        (all) => all,
      ],
      ['evidence that is cut', /The evidence is cut: it has \d+ exchanges/, (text) => text, (all) => all.slice(0, 99)],
      [
        'evidence that is cut in the middle of a line',
        /The evidence is cut/,
        (text) => text,
        (all) => [...all.slice(0, 99), all[99]?.slice(0, 40) ?? ''],
      ],
      [
        'evidence of another run',
        /of the run \w+, and the evidence is of the run r00000000/,
        (text) => text,
        ([header = '', ...all]) => [other(header, /"runId":"\w+"/, '"runId":"r00000000"'), ...all],
      ],
    ])('%s is refused in one sentence, and nothing is written', async (_, sentence, results, evidence) => {
      writeFileSync(at('bad-results.json'), results(readFileSync(join(report, 'results.json'), 'utf8')));
      writeFileSync(at('bad-evidence.ndjson'), evidence(lines()).join('\n'));
      const words = ['node', 'x', 'profile', at('bad-results.json'), at('bad-evidence.ndjson'), '-o', at('bad.json')];
      const ended = new Command().addCommand(profileCommand()).parseAsync(words);
      await expect(ended).rejects.toThrow(UserError);
      await expect(ended).rejects.toThrow(sentence);
      expect(existsSync(at('bad.json'))).toBe(false);
    });
  });

  test('keys are made in the database of an installation only, and the sentence says so', async () => {
    const made = ['--settings', at('keys.json'), '--keys', at('keys.env')];
    const text = await said(2, ['keys', 'make', '--database', address, '--address', '127.0.0.1', ...made]);
    expect(text).toMatch(/^--database takes the address of an installation: mysql:/);
    expect([existsSync(at('keys.json')), existsSync(at('keys.env'))]).toEqual([false, false]);
  });

  test('the seed is removed; the tables are as before, but for what osTicket keeps', async () => {
    const text = await said(0, ['seed', '--api', '--remove', at('seed.ndjson')]);
    expect(text).toContain(`300 tickets are removed from ${url}.`);
    expect(text).toContain('osTicket keeps the users of these tickets');
    const after = await tables();
    for (const name of tableNames) {
      const added = [...after[name]].filter((row) => !before[name].has(row));
      const lost = [...before[name]].filter((row) => !after[name].has(row));
      const isKept = (row: string) =>
        name === 'user' || name === 'user_email' || isOfUser(name, JSON.parse(row), after);
      const others = added.filter((row) => !isKept(row));
      expect({ name, lost, added: others }).toEqual({ name, lost: [], added: [] });
      if (name === 'user_email') {
        for (const row of added) expect(JSON.parse(row).address).toMatch(/@(mail\.)?example\.(com|net|org)$/);
      }
    }
  });

  test('serve ends on SIGTERM', async () => {
    server.kill('SIGTERM');
    expect(await once(server, 'exit')).toEqual([0, null]);
  });
});
