/** `osticket-contract load` as a user meets it: which runner, which exit code, which files, and what is never said. */

import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadCommand } from '../../cli/load.js';
import { folderForTests, folderIn } from '../../contract/folder-for-tests.js';
import { madeUpTickets } from '../../fixtures/made-up-tickets.js';
import { UserError } from '../../installation/user-error.js';
import { type RunningServer, startServer } from '../../server/start.js';

let server: RunningServer;
const scratch = folderForTests();
let folder: string;
let said: string;
const key = 'SECRET-KEY-OF-THE-TEST';

beforeAll(async () => {
  server = await startServer({ fill: madeUpTickets(100), keys: [key] });
});
afterAll(() => server.close());

beforeEach(() => {
  folder = folderIn(scratch);
  said = '';
  const say = (text: unknown) => {
    said += `${String(text)}\n`;
    return true;
  };
  vi.spyOn(console, 'log').mockImplementation(say);
  vi.spyOn(console, 'error').mockImplementation(say);
  vi.spyOn(process.stdout, 'write').mockImplementation(say);
  vi.spyOn(process.stderr, 'write').mockImplementation(say);
  vi.stubEnv('OSTICKET_URL', server.url);
  vi.stubEnv('OSTICKET_API_KEY', key);
  vi.stubEnv('LARGEST_KB', '100');
  vi.stubEnv('PATH', '');
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
});

async function load(...words: string[]): Promise<number> {
  await new Command()
    .addCommand(loadCommand().exitOverride())
    .parseAsync(['node', 'x', 'load', ...words, '--report', folder]);
  return Number(process.exitCode ?? 0);
}

const file = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('without k6', () => {
  test('it says so, and leaves its reports', async () => {
    expect(await load('search')).toBe(0);
    expect(said).toContain('k6 is not on the path: the small host of this project runs the script');
    expect(said).toContain('✓ Passed  search, smoke');
    expect(JSON.parse(file('summary.json'))).toMatchObject({ passed: true, target: server.url });
    expect(file('junit.xml')).toContain('failures="0"');
    expect(file('report.html')).toContain('The installation carried the load');
    for (const text of [said, file('summary.json'), file('junit.xml'), file('report.html'), file('points.ndjson')]) {
      expect(text).not.toContain(key);
    }
  });

  test('a missed threshold is 1, in every report', async () => {
    expect(await load('attachments', '--p95', '0.001')).toBe(1);
    expect(file('junit.xml')).toContain('<failure');
    expect(file('report.html')).toContain('The installation did not carry the load');
  });

  test('breakpoint answers in one sentence for each script, and ends with 0', async () => {
    expect(await load('breakpoint', '--duration', '6', '--rate', '0.5')).toBe(0);
    expect(said).toMatch(/\d searches a second at p95 under 1 s/);
    expect(said).toMatch(/\d files a second \([\d.]+ MB\/s\) at p95 under 1 s/);
    expect(JSON.parse(file('breakpoint.json'))).toMatchObject([{ script: 'search' }, { script: 'attachments' }]);
    expect(file('report.html')).toContain('searches a second at p95 under 1 s');
  });

  test('what the host does not carry is 2, and says what to do', async () => {
    expect(await load('search', '--scenario', 'soak')).toBe(2);
    expect(said).toContain('Install k6, or set DURATION_SECONDS');
    expect(existsSync(join(folder, 'report.html'))).toBe(false);
  });
});

describe('mistakes', () => {
  test('an unreachable target is 3, and the key is not said', async () => {
    expect(await load('search', '--target', 'http://127.0.0.1:1')).toBe(3);
    expect(said).toContain('cannot be reached');
    expect(said).not.toContain(key);
    expect(said).not.toContain('    at ');
  });

  test('a key that is refused is 3', async () => {
    vi.stubEnv('OSTICKET_API_KEY', 'ANOTHER');
    expect(await load('search')).toBe(3);
    expect(said).toContain('The key is refused');
  });

  test.each([
    [['search', '--target', 'nonsense'], 'no web address'],
    [['search', '--scenario', 'heavy'], 'SCENARIO takes one of'],
    [['search', '--rate', 'fast'], 'RATE takes a number'],
    [['search', '--target', 'https://help.example.org', '--scenario', 'stress'], 'ALLOW_HEAVY_LOAD'],
    [['breakpoint', '--scenario', 'smoke'], 'a scenario of its own'],
  ])('%j', async (words, sentence) => {
    await expect(load(...words)).rejects.toThrow(UserError);
    await expect(load(...words)).rejects.toThrow(sentence);
  });

  test('a key without a target', async () => {
    vi.stubEnv('OSTICKET_URL', '');
    await expect(load('search')).rejects.toThrow('OSTICKET_URL is not set');
  });

  test('a report folder that cannot be made', async () => {
    writeFileSync(join(folder, 'taken'), '');
    const inside = new Command().addCommand(loadCommand());
    await expect(
      inside.parseAsync(['node', 'x', 'load', 'search', '--report', join(folder, 'taken', 'in')]),
    ).rejects.toThrow('cannot be written');
  });
});

describe('with k6 on the path', () => {
  /** Stands in for k6: writes down how it was called, and what k6 would leave behind. */
  const stub = (code: number) => `#!/bin/sh
if [ "$1" = version ]; then echo "k6 v9.9.9 (go1.99, linux/amd64)"; exit 0; fi
echo "$@" > "$REPORT/arguments"
/usr/bin/env > "$REPORT/environment"
printf '%s' '{"format":1,"script":"search","scenario":"smoke","target":"t","endedAt":"2026-11-24T10:00:00Z","seconds":1,"passed":true,"operations":[],"errors":{"timeout":0,"connection":0,"status":0,"shape":0},"turnedAway":0,"iterations":0,"dropped":0,"shapesChecked":0,"virtualUsers":1,"thresholds":[]}' > "$REPORT/summary.json"
exit ${code}
`;

  const withK6 = (code: number) => {
    writeFileSync(join(folder, 'k6'), stub(code));
    chmodSync(join(folder, 'k6'), 0o755);
    vi.stubEnv('PATH', folder);
  };

  test('it runs the same file, and the key is in its environment only', async () => {
    withK6(0);
    expect(await load('search', '--rate', '7')).toBe(0);
    expect(said).toContain('k6 is on the path');
    const called = file('arguments').trim();
    expect(called).toMatch(/^run --out json=\S+points\.ndjson \S+load\/search\.ts$/);
    const environment = file('environment').split('\n');
    expect(environment).toEqual(
      expect.arrayContaining([`OSTICKET_API_KEY=${key}`, 'RATE=7', 'K6_NO_USAGE_REPORT=true']),
    );
    expect(file('report.html')).toContain('k6 v9.9.9');
    expect(said).not.toContain(key);
  });

  test.each([
    [99, 1],
    [108, 3],
    [104, 2],
    [107, 4],
  ])('its exit code %i is ours %i', async (code, ours) => {
    withK6(code);
    expect(await load('search')).toBe(ours);
  });
});
