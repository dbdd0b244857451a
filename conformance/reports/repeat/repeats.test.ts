import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hostile } from '../hostile.js';
import { listProblems } from '../problems.js';
import { sample } from '../sample.js';
import { repeatsOf } from './repeats.js';

const scriptsOf = ({ results, evidence }: ReturnType<typeof sample>) => [
  ...repeatsOf(listProblems(results, evidence), results, evidence).values(),
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scripts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a script whose curl answers nothing. */
function run(script: string, ...words: string[]) {
  writeFileSync(join(folder, 'script.sh'), script);
  writeFileSync(join(folder, 'curl'), '#!/bin/sh\nexit 7\n');
  chmodSync(join(folder, 'curl'), 0o700);
  const env = {
    PATH: `${folder}:${process.env.PATH}`,
    OSTICKET_API_KEY: 'k',
    OSTICKET_KEY_FULL: 'k',
    OSTICKET_KEY_READER: 'k',
  };
  return spawnSync('sh', ['script.sh', ...words], { cwd: folder, encoding: 'utf8', env });
}

describe.each([
  ['the sample', sample],
  ['hostile results', hostile],
])('the scripts of %s', (_, make) => {
  test('are whole for a shell', () => {
    const scripts = scriptsOf(make());
    expect(scripts.length).toBeGreaterThan(3);
    for (const { file, script } of scripts) {
      expect(file).toMatch(/^repeat\/\d\d-[\w.-]+\.sh$/);
      execFileSync('sh', ['-n'], { input: script });
    }
  });

  test('run nothing but what they say', () => {
    for (const { script } of scriptsOf(make())) {
      const { stderr } = run(script, '--write');
      expect(stderr).not.toMatch(/not found|syntax/i);
    }
    expect(readdirSync(folder).filter((name) => !['script.sh', 'curl', 'conformance-report'].includes(name))).toEqual(
      [],
    );
  });
});

test('a script that changes something says so, and does nothing without --write', () => {
  const scripts = scriptsOf(sample()).filter(({ script }) => script.includes('send PATCH'));
  expect(scripts.length).toBeGreaterThan(0);
  for (const { script } of scripts) {
    const { status, stdout } = run(script);
    expect(stdout).toContain('Warning: it changes something in the installation.');
    expect(status).toBe(2);
  }
  expect(readdirSync(folder)).not.toContain('conformance-report');
});

test('a script asks for the key that it needs', () => {
  const [{ script } = { script: '' }] = scriptsOf(sample());
  const { stderr, status } = spawnSync('sh', ['-s', '--', '--write'], {
    input: script,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  expect(stderr).toMatch(/OSTICKET_API_KEY.*is not set/);
  expect(status).not.toBe(0);
});
