import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderForTests } from '../contract/folder-for-tests.js';
import { openStore } from '../server/store/open.js';
import { runCommand } from './command-for-tests.js';

const seed = (flags: string[], ...more: [Record<string, string>?, Parameters<typeof runCommand>[2]?]) =>
  runCommand(['seed', ...flags], ...more);

const folder = folderForTests();

describe('seed --store', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGKILL', null],
  ] as const)('%s leaves whole tickets, and the same command goes on', async (signal, code) => {
    const flags = ['--store', `sqlite:${join(folder, `${signal}.sqlite`)}`, '--tickets', '20000'];
    const first = await seed(flags, {}, (text) => (text.includes('(10 %)') ? signal : undefined));
    expect(first.code).toBe(code);
    expect(first.stderr).not.toMatch(/ {4}at /);
    const store = await openStore(flags[1] ?? '');
    const count = async () => {
      const tickets = await store.db.selectFrom('ticket').select('ticket_id').execute();
      const threads = await store.db.selectFrom('thread').select('id').execute();
      expect(threads).toHaveLength(tickets.length);
      return tickets.length;
    };
    const before = await count();
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(20_000);
    const second = await seed(flags);
    expect([second.code, second.stdout]).toEqual([0, expect.stringMatching(/has the 20,000 tickets of seed 1 now/)]);
    expect(await count()).toBe(20_000);
    await store.close();
  });
});

const wrong: [string[], Record<string, string>, RegExp][] = [
  [[], {}, /Name the target/],
  [['--api', '--store', 'memory', '--tickets', '1'], {}, /Name the target/],
  [['--store', 'memory', '--tickets', '1'], {}, /in memory ends with this command/],
  [['--store', 'sqlite:x'], {}, /--tickets NUMBER/],
  [['--store', 'sqlite:/no/such/a', '--tickets', '1'], {}, /folder \/no\/such does not exist/],
  [['--store', 'mysql://u:SECRET@127.0.0.1:1/db', '--tickets', '1'], {}, /Nothing answers at 127\.0\.0\.1:1/],
  [['--api', '--tickets', '1'], {}, /OSTICKET_URL is not set/],
  [['--api', '--tickets', '1'], { OSTICKET_URL: 'https://help.example.org', OSTICKET_API_KEY: 'SECRET' }, /--yes/],
  [
    ['--api', '--remove', '/no/such'],
    { OSTICKET_URL: 'http://127.0.0.1:1', OSTICKET_API_KEY: 'SECRET' },
    /Cannot read/,
  ],
];
test.each(wrong)('%s is one sentence, and exit code 2', async (flags, environment, sentence) => {
  const { code, stdout, stderr } = await seed(flags, environment);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toMatch(/ {4}at |SECRET/);
});

test('nobody there is one sentence, and exit code 3', async () => {
  const journal = join(folder, 'gone.ndjson');
  const environment = { OSTICKET_URL: 'http://127.0.0.1:1', OSTICKET_API_KEY: 'SECRET' };
  const { code, stderr } = await seed(['--api', '--tickets', '1', '--journal', journal], environment);
  expect([code, stderr]).toEqual([3, expect.stringMatching(/^http:\/\/127\.0\.0\.1:1 gave no answer: [^\n]*\n$/)]);
});
