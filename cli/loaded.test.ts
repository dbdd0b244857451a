/** What a command loads before it begins: each module costs its user time. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { commandVariable, runCommand } from './command-for-tests.js';

/** @returns the packages of node_modules, and the files of this package, that a command loads */
const loadedBy = async (...words: string[]) =>
  (await filesByThreads(...words)).flat().flatMap(modulesIn).map(packageOr);

/** The files that each thread of a command loads, one each time that it is loaded there. */
async function filesByThreads(...words: string[]): Promise<string[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'osticket-contract-'));
  try {
    // Node writes there which scripts it has run.
    await runCommand(words, { NODE_V8_COVERAGE: folder });
    return readdirSync(folder).map((name) => {
      const { result } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { result: { url: string }[] };
      return result.map(({ url }) => url);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The modules that a file was made of (bundle.ts): a comment before each tells its path. */
function modulesIn(url: string): string[] {
  if (!/^file:(?!.*\/node_modules\/).*\.js$/.test(url)) return [url];
  const modules = readFileSync(new URL(url), 'utf8').matchAll(/^\/\/ (\S+\.[cm]?js)$/gm);
  return [url, ...Array.from(modules, ([, path = '']) => path)];
}

const packageOr = (path: string): string => /(?:^|.*\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path;

test('conformance loads neither the server, nor the checks, nor the reports before it begins', async () => {
  const loaded = await loadedBy('conformance', '--help');
  expect(loaded).toContain('commander');
  expect(loaded).toContainEqual(expect.stringMatching(/conformance\/run\/plan-reference\.js$/));
  expect(
    loaded.filter((one) => /^(express|kysely|mysql2|preact|fast-check|ajv|undici|vitest|vite)$/.test(one)),
  ).toEqual([]);
  expect(
    loaded.filter((one) => /\/(server|conformance\/(checks|steps|reports)|contract\/requirements)/.test(one)),
  ).toEqual([]);
});

test('the threads of a run load each module once, out of a few files', async () => {
  const report = mkdtempSync(join(tmpdir(), 'osticket-contract-'));
  try {
    const words = ['--explore', '0', '--only', 'listTicketStatuses/answers-an-array', '--report', report];
    const threads = await filesByThreads('conformance', ...words);
    const filesOf = (entry: string) => threads.find((files) => files.some((file) => file.endsWith(entry))) ?? [];
    const suite = filesOf('/conformance/run/suite.js');
    const modules = suite.flatMap(modulesIn).map(packageOr);
    // What vite transforms is loaded once more, as a copy of what the thread has loaded before.
    const checks = modules.filter((one) => one.includes('/conformance/checks/'));
    expect(checks).toContainEqual(expect.stringMatching(/\/checks\/index\.js$/));
    expect(checks.filter((one, at) => checks.indexOf(one) !== at)).toEqual([]);
    expect(modules).toContain('undici');
    // What only the exploration needs.
    expect(modules).not.toContain('fast-check');

    const server = filesOf('/conformance/run/reference-thread.js');
    expect(server.flatMap(modulesIn).map(packageOr)).toContain('express-openapi-validator');
    const packages = [...suite, ...server].filter((file) => file.includes('/node_modules/')).map(packageOr);
    expect(packages.filter((one) => /^(undici|ajv|express|express-openapi-validator|kysely|pino)$/.test(one))).toEqual(
      [],
    );
  } finally {
    rmSync(report, { recursive: true });
  }
});

test("the licence of each package whose code is in this one's files is beside them", () => {
  const compiled = dirname(dirname(process.env[commandVariable] ?? ''));
  const packages = new Set(
    readdirSync(compiled, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .flatMap((name) => modulesIn(pathToFileURL(join(compiled, name)).href))
      .filter((path) => /(^|\/)node_modules\//.test(path))
      .map(packageOr),
  );
  expect([...packages]).toEqual(expect.arrayContaining(['undici', 'preact']));
  const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  for (const name of packages) {
    const its = JSON.parse(readFileSync(join(compiled, '../node_modules', name, 'package.json'), 'utf8'));
    // What is installed beside is judged by that script.
    expect(scripts['check:licences'].split(/[' ;]/), name).toContain(its.license ?? its.licenses[0].type);
  }
  const licences = readFileSync(join(compiled, 'licences-of-packages.txt'), 'utf8').split(/^-{80}$/m);
  const named = licences.map((text) => text.trim().split('\n')[0]);
  expect([...packages].filter((one) => !named.includes(one))).toEqual([]);
});

test('a server that keeps its tickets elsewhere does not load the driver of MariaDB', async () => {
  const loaded = await loadedBy('seed', '--store', 'memory');
  expect(loaded).toContain('kysely');
  expect(loaded).not.toContain('mysql2');
});
