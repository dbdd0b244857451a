/** docs/client-developers.md: its blocks are run as they stand. */
import { exec } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { transformSync } from 'esbuild';
import * as vitest from 'vitest';
import { startCommand } from '../cli/command-for-tests.js';
import * as client from '../client/index.js';
import * as contract from '../contract/index.js';
import { namedFaults } from '../server/faults/named-faults.js';
import * as server from './server.js';

const { describe, expect, test, vi } = vitest;
const page = readFileSync(new URL('../docs/client-developers.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, code = '']) => code);

const modules: Record<string, unknown> = {
  vitest,
  'osticket-contract/client': client,
  'osticket-contract/contract': contract,
  'osticket-contract/server': server,
};

describe.each(blocks('ts'))('%#', (code) => {
  const { code: script } = transformSync(code, { loader: 'ts', format: 'cjs' });
  new Function('require', script)((name: string) => modules[name]);
});

test('each fault of the table is there, and its parameters are', () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` +\|[^|]*\|([^|]*)\|$/gm)];
  expect(rows.length).toBeGreaterThan(8);
  for (const [, name = '', told = ''] of rows) {
    const fault = namedFaults[name as keyof typeof namedFaults];
    expect(fault, name).toBeDefined();
    const known = [...Object.keys(fault.parameters.properties ?? {}), 'seconds', 'date', 'request', 'work'];
    expect(known, name).toEqual(expect.arrayContaining([...told.matchAll(/`(\w+)`/g)].map(([, word]) => word)));
  }
});

test('the commands', async () => {
  const [serve = '', controls = ''] = blocks('sh');
  const words = [...serve.replaceAll('\\\n', ' ').matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, bare]) => quoted ?? bare ?? '',
  );
  expect(words.slice(0, 2)).toEqual(['npx', 'osticket-contract']);
  const running = startCommand(words.slice(2));
  let output = '';
  running.stdout.on('data', (text) => {
    output += text;
  });
  try {
    await vi.waitUntil(() => output.includes('X POST'), { timeout: 100_000 });
    const commands = controls.replaceAll('curl', 'curl --silent --show-error --fail');
    const { stdout } = await promisify(exec)(`set -e\n${commands}`);
    expect(stdout).toContain('"id":1');
    expect(stdout).toContain('"now":');
    expect(stdout).toContain('"number":');
  } finally {
    const gone = once(running, 'exit');
    running.kill('SIGTERM');
    await gone;
  }
});
