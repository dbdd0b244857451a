/** What the suite cannot check from outside, a test of the reference server checks: its title is the requirement's ID. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { allExclusions } from '../conformance/checks/index.js';

test('every requirement that the suite excludes has a test of the server', () => {
  const server = fileURLToPath(new URL('../server', import.meta.url));
  const tests = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
  const text = tests.map((file) => readFileSync(join(server, file), 'utf8')).join('\n');
  const untested = allExclusions.filter(({ requirement }) => !text.includes(`'${requirement}'`));
  expect(untested.map(({ requirement }) => requirement)).toEqual([]);
});
