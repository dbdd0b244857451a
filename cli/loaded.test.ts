/** What a command loads before it begins: each module costs its user time. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from './command-for-tests.js';

/** @returns the packages of node_modules, and the files of this package, that a command loads */
const loadedBy = async (...words: string[]) => (await loadedByThreads(...words)).flat();

/** The same for each thread, a file each time that it is loaded there. */
async function loadedByThreads(...words: string[]): Promise<string[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'osticket-contract-'));
  try {
    // Node writes there which scripts it has run.
    await runCommand(words, { NODE_V8_COVERAGE: folder });
    return readdirSync(folder).map((name) => {
      const { result } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { result: { url: string }[] };
      return result.map(({ url }) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? url);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('conformance loads neither the server, nor the checks, nor the reports before it begins', async () => {
  const loaded = await loadedBy('conformance', '--help');
  expect(loaded).toContain('commander');
  expect(loaded).toContainEqual(expect.stringMatching(/conformance\/run\/run\.js$/));
  expect(
    loaded.filter((one) => /^(express|kysely|mysql2|preact|fast-check|ajv|undici|vitest|vite)$/.test(one)),
  ).toEqual([]);
  expect(loaded.filter((one) => /\/(server|conformance\/(checks|steps|reports))\//.test(one))).toEqual([]);
});

test('the suite loads each of its files once: nothing transforms them at each start', async () => {
  const report = mkdtempSync(join(tmpdir(), 'osticket-contract-'));
  try {
    const words = ['--explore', '0', '--only', 'listTicketStatuses/answers-an-array', '--report', report];
    const threads = await loadedByThreads('conformance', ...words);
    const suite = threads.find((loaded) => loaded.some((one) => one.endsWith('/conformance/run/suite.js'))) ?? [];
    // What vite transforms is loaded once more, as a copy of what the thread has loaded before.
    const checks = suite.filter((one) => one.includes('/conformance/checks/'));
    expect(checks).toContainEqual(expect.stringMatching(/\/checks\/index\.js$/));
    expect(checks.filter((one, at) => checks.indexOf(one) !== at)).toEqual([]);
    // What only the exploration needs.
    expect(suite).not.toContain('fast-check');
  } finally {
    rmSync(report, { recursive: true });
  }
});

test('a server that keeps its tickets elsewhere does not load the driver of MariaDB', async () => {
  const loaded = await loadedBy('seed', '--store', 'memory');
  expect(loaded).toContain('kysely');
  expect(loaded).not.toContain('mysql2');
});
