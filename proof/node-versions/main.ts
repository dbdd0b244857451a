/**
 * `npm run node-versions [-- 20 24]`: installs the packed package in an empty folder for each version of Node, which comes
 * as npm's package `node`, and does there what people do with it. It needs the npm registry.
 */

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
};

async function tried(version: string, packed: string, folder: string): Promise<string[]> {
  const at = mkdtempSync(join(folder, `node-${version}-`));
  writeFileSync(join(at, 'package.json'), '{ "private": true }\n');
  const node = join(at, 'node_modules', 'node', 'bin', 'node');
  // One after the other: what the package builds is built for the Node that is there by then.
  const installed = [`node@${version}`, packed].every((one) => run(at, 'npm', 'install', '--no-audit', one));
  if (!installed) return [version, 'NOT INSTALLED'];
  const cells = [spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()];
  for (const job of Object.values(jobs)) cells.push((await job(at, node)) ? 'passed' : 'FAILED');
  rmSync(at, { recursive: true });
  return cells;
}

const folder = mkdtempSync(join(tmpdir(), 'osticket-contract-node-'));
try {
  if (!run(root, 'npm', 'pack', '--silent', '--pack-destination', folder)) throw new Error('npm pack failed');
  const packed = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
  const row = (cells: readonly string[]) => console.log(`| ${cells.map((cell) => cell.padEnd(11)).join(' | ')} |`);
  row(['Node', ...Object.keys(jobs)]);
  row(['', ...Object.keys(jobs)].map(() => '-'.repeat(11)));
  for (const version of wanted) {
    const cells = await tried(version, packed, folder);
    row(cells);
    if (cells.some((cell) => /^[A-Z]/.test(cell))) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
