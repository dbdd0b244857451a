/** What `sweep` says and ends with, where it cannot remove what an earlier run left. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderForTests, folderIn } from '../contract/folder-for-tests.js';
import { printable } from '../installation/printable.js';
import { runCommand } from './command-for-tests.js';
import { page, secret, target } from './conformance-for-tests.js';

const scratch = folderForTests();
const run = 'r1a2b3c4';
const at = '2026-11-27T06:00:00Z';

/** Sweeps after a run that announced one creation and was killed. */
async function swept(url: string, subject: string) {
  const report = folderIn(scratch);
  const file = join(report, 'ledger', `${run}.ndjson`);
  mkdirSync(join(report, 'ledger'));
  const entries = [
    { run, url, at },
    { intent: 1, subject, email: `osticket-contract+${run}@example.com`, at },
  ];
  writeFileSync(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  const words = ['sweep', '--deletes', '--report', report, '--timeout', '5'];
  const { code, stdout, stderr } = await runCommand(words, { OSTICKET_URL: url, OSTICKET_API_KEY: secret });
  return { code, text: stdout + stderr, kept: existsSync(file) };
}

test('an installation that does not answer is lost, and the ledger is kept', async () => {
  const { code, text, kept } = await swept('http://127.0.0.1:1', `[osticket-contract ${run}] a ticket`);
  expect(text).toMatch(/a ticket: whether it was made could not be found out: the connection was refused/);
  expect([code, kept]).toEqual([3, true]);
});

test('one that answers something else: what may be left is said, and nothing of it controls the terminal', async () => {
  const { code, text, kept } = await swept(
    await target(page),
    `[osticket-contract ${run}] \u001b]0;PWNED\u0007\u202e\u009b31m`,
  );
  expect(text).toContain('\\u{1b}]0;PWNED');
  expect(printable(text)).toBe(text);
  expect([code, kept]).toEqual([1, true]);
});
