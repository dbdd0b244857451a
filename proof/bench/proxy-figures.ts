/**
 * `npm run proxy-figures`: what the proxy mends, what it costs, and how much memory it takes. The suite checks an
 * installation like plugin 2.3.4 without the proxy and through it; requests and downloads go to the reference server in
 * turn, beside the proxy and through it. Nothing is asserted but that no requirement is broken by the proxy.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool, request } from 'undici';
import { commandVariable, runCommand } from '../../cli/command-for-tests.js';
import { fillStore } from '../../fixtures/fill.js';
import type { Results } from '../../generated/results.js';
import { openStore } from '../../server/store/open.js';
import { compile } from './compile.js';
import { deviating, deviatingServer } from './deviating-server.js';
import { megabytes } from './figure.js';
import { KEY } from './messages.js';
import { contractServer, type Measured, proxyServer } from './process.js';
import { percentile } from './rounds.js';
import { sendFile } from './send-ticket.js';

/** Requests in each way, one after the other. */
const requests = 1_000;
const downloads = { atOnce: 32, rounds: 3, bytes: 8_000_000 };

const headers = { 'X-API-Key': KEY };
const folder = mkdtempSync(join(tmpdir(), 'osticket-proxy-figures-'));
const compiled = await compile(folder);
process.env[commandVariable] = join(compiled, '../../cli/main.js');
const report = (name: string) => join(folder, name);

try {
  console.log(`${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model}, ${cpus().length} processors`);
  console.log(`Node.js ${process.version}; command: npm run proxy-figures\n`);
  await suiteThroughProxy();
  await costAndMemory();
} finally {
  rmSync(folder, { recursive: true });
}

async function suiteThroughProxy(): Promise<void> {
  const served = await deviatingServer();
  const { url } = served;
  const proxy = await proxyServer(compiled, { url, enforce: true, repair: true, report: report('proxy') });
  try {
    const without = await broken(url, 'without');
    const through = await broken(proxy.url, 'through');
    const added = [...through].filter((name) => !without.has(name));
    console.log(`Broken requirements of ${deviating}: ${without.size} without the proxy, ${through.size} through it`);
    console.log(`Broken by the proxy: ${added.join(', ') || 'none'}`);
    console.log(`Left: ${[...through].join(', ')}\n`);
    if (added.length > 0) process.exitCode = 1;
  } finally {
    await proxy.stop();
    served.stop();
  }
}

/** Requirements that the suite finds broken, with their operations. Without exploration, which is another each time. */
async function broken(url: string, name: string): Promise<ReadonlySet<string>> {
  process.stderr.write(`The suite against ${url} …\n`);
  const words = ['conformance', '--write', '--quiet', '--explore', '0', '--report', report(name)];
  const { stderr } = await runCommand(words, { OSTICKET_URL: url, OSTICKET_API_KEY: KEY });
  process.stderr.write(stderr);
  const { results } = JSON.parse(readFileSync(join(report(name), 'results.json'), 'utf8')) as Results;
  const failed = results.filter(({ verdict }) => verdict === 'fail');
  return new Set(failed.map(({ requirement, operation }) => `${requirement} (${operation})`));
}

async function costAndMemory(): Promise<void> {
  const address = `sqlite:${join(folder, 'tickets.sqlite')}`;
  const store = await openStore(address);
  await fillStore(store, { tickets: 1_000, seed: 1 });
  await store.close();
  const server = await contractServer(compiled, { store: address });
  const plain = await proxyServer(compiled, {
    url: server.url,
    enforce: false,
    repair: false,
    report: report('plain'),
  });
  const both = await proxyServer(compiled, { url: server.url, enforce: true, repair: true, report: report('both') });
  try {
    const file = await sendFile(server.url, downloads.bytes);
    await cost({ 'without the proxy': server, 'through it': plain, 'with --enforce --repair': both });
    for (const [name, proxy] of Object.entries({ 'through it': plain, 'with --enforce --repair': both }))
      await memory(name, proxy, file);
  } finally {
    for (const one of [plain, both, server]) await one.stop();
  }
}

/** Median milliseconds of a search of 20 tickets, each way in turn. */
async function cost(ways: Readonly<Record<string, Measured>>): Promise<void> {
  const pools = Object.entries(ways).map(([name, { url }]) => ({ name, pool: new Pool(url), took: [] as number[] }));
  for (let round = -50; round < requests; round += 1) {
    for (const { pool, took } of pools) {
      const begin = performance.now();
      const { statusCode, body } = await pool.request({
        method: 'GET',
        path: '/api/tickets-search.php?limit=20',
        headers,
      });
      await body.text();
      if (statusCode !== 200) throw new Error(`A search was answered with ${statusCode}`);
      // The first are slow, until the code is compiled.
      if (round >= 0) took.push(performance.now() - begin);
    }
  }
  console.log(`Search of 20 tickets, ${requests} times in turn, one after the other:`);
  for (const { name, took, pool } of pools) {
    const at = (part: number) => percentile(took, part).toFixed(2);
    console.log(`  ${name}: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms`);
    await pool.close();
  }
  console.log();
}

async function memory(name: string, proxy: Measured, path: string): Promise<void> {
  const before = await proxy.usage();
  for (let round = 0; round < downloads.rounds; round += 1) {
    await Promise.all(
      Array.from({ length: downloads.atOnce }, async () => {
        const { body } = await request(proxy.url + path, { headers });
        for await (const _ of body) {
          // Read, and not kept.
        }
      }),
    );
  }
  const { peakMemory } = await proxy.usage();
  console.log(
    `${downloads.atOnce} downloads of ${megabytes(downloads.bytes)} at once, ${name}: ${megabytes(peakMemory)} of memory at the most, ${megabytes(before.memory)} before`,
  );
}
