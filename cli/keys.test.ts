/** `keys make` and `keys remove` in the database of an installation. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { folderForTests } from '../contract/folder-for-tests.js';
import { permissions } from '../contract/keys.js';
import { type TestInstallation, testInstallation } from '../fixtures/seed/installation/installation-for-tests.js';
import { runCommand } from './command-for-tests.js';

const scratch = folderForTests();
const keys = (...words: string[]) => runCommand(['keys', ...words]);

describe.skipIf(inject('mariadbUrl') === null)('keys', () => {
  let installation: TestInstallation;
  beforeAll(async () => {
    installation = await testInstallation();
  });
  afterAll(() => installation.remove());

  // A shell must be told where a file ends whose folder has a space in its name.
  const folder = join(scratch, 'my keys');
  const [settings, secrets] = [join(folder, 'settings.json'), join(folder, 'run.keys')];
  const make = () =>
    keys(
      ...['make', '--database', installation.address, '--address', '127.0.0.1'],
      ...['--settings', settings, '--keys', secrets],
    );

  test('are made with the files that a run needs, and are taken away again', async () => {
    mkdirSync(folder);
    const before = await installation.checksum();
    const { code, stdout, stderr } = await make();
    expect(code, stderr).toBe(0);
    const { keys: named } = JSON.parse(readFileSync(settings, 'utf8')) as { keys: { env: string }[] };
    expect(named).toHaveLength(2 * permissions.length + 2);
    expect(statSync(secrets).mode & 0o077).toBe(0);

    // The line that is printed reads the keys, and each is in the database.
    const [line = ''] = stdout.split('\n').filter((text) => text.includes('set -a'));
    const print = ['OSTICKET_API_KEY', ...named.map(({ env }) => env)].map((name) => `echo "$${name}"`);
    const { stdout: read } = await promisify(execFile)('sh', ['-c', [line, ...print].join('\n')], { cwd: '/' });
    const rows = await installation.query("select apikey from help_api_key where ipaddr = '127.0.0.1'");
    expect(read.trim().split('\n').sort()).toEqual(rows.map(({ apikey }) => apikey).sort());
    for (const { apikey } of rows) expect(stdout).not.toContain(apikey);

    const again = await make();
    expect([again.code, again.stderr]).toEqual([2, expect.stringMatching(/settings\.json exists already/)]);
    expect(await installation.query('select count(*) as made from help_api_key')).toEqual([{ made: rows.length }]);

    const others = await keys('remove', '--database', installation.address, '--keys', settings);
    expect([others.code, others.stderr]).toEqual([2, expect.stringMatching(/settings\.json has no keys in it/)]);
    const removed = await keys('remove', '--database', installation.address, '--keys', secrets);
    expect([removed.code, removed.stdout]).toEqual([0, expect.stringContaining(`${rows.length} keys are removed.`)]);
    expect(await installation.checksum()).toBe(before);
    expect((await keys('remove', '--database', installation.address, '--all')).stdout).toContain('There were no keys');
  });
});

test.each([
  [
    ['make', '--database', 'sqlite:x', '--address', '127.0.0.1'],
    /--database takes the address of an installation: mysql:/,
  ],
  [['make', '--database', 'mysql://u:SECRET@127.0.0.1:1/db', '--address', 'here'], /takes an IP address, not "here"/],
  [['make', '--database', 'mysql://u:SECRET@127.0.0.1:1/db', '--address', '::1'], /Nothing answers at 127\.0\.0\.1:1/],
  [['remove', '--database', 'mysql://u:SECRET@127.0.0.1:1/db', '--all'], /Nothing answers at 127\.0\.0\.1:1/],
  [
    ['remove', '--database', 'mysql://u:SECRET@127.0.0.1:1/db', '--keys', 'none.keys'],
    /none\.keys is not there.*--all/,
  ],
])('%j is one sentence, exit code 2, and no file', async (words, sentence) => {
  const files = [join(scratch, 'none.json'), join(scratch, 'none.keys')];
  const more = words[0] === 'make' ? ['--settings', files[0] ?? '', '--keys', files[1] ?? ''] : [];
  const { code, stdout, stderr } = await keys(...words, ...more);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toMatch(/ {4}at |SECRET/);
  expect(files.filter((file) => existsSync(file))).toEqual([]);
});
