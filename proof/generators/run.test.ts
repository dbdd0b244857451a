import { tmpdir } from 'node:os';
import { expect, test, vi } from 'vitest';
import { missing, run } from './run.js';

const node = (script: string) => run(['node', '-e', script], tmpdir());

test('what a program printed comes back without colours and white space', async () => {
  expect(await node('console.log("\\x1b[0m781258\\x1b[0m")')).toBe('781258');
});

test('a program that fails is told by its line about the error', async () => {
  const failing = 'console.error("Step 1\\nmodels.go:3: error: no such name\\nbye"); process.exit(1)';
  await expect(node(failing)).rejects.toThrow(/^models\.go:3: error: no such name$/);
});

test('no program gets the API key of an installation', async () => {
  vi.stubEnv('OSTICKET_API_KEY', 'a secret');
  expect(await node('console.log(process.env.OSTICKET_API_KEY ?? "none")')).toBe('none');
  vi.unstubAllEnvs();
});

test('a program that is not there is named', () => {
  expect(missing(['node', 'no-such-compiler'])).toBe('no-such-compiler');
  expect(missing(['node'])).toBeUndefined();
});
