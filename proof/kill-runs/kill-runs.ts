/**
 * `npm run kill-test`: kills a run at a random moment, sweeps, and looks whether anything is left. Each try is a new run
 * against one reference server; the command line does the running and the sweeping, as a user would.
 */

import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { madeUpTickets } from '../../fixtures/made-up-tickets.js';
import { startServer } from '../../server/start.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
// One process: what `tsx` itself starts would live on when it is killed.
const command = (...args: string[]) => ['--import', 'tsx', join(root, 'cli/main.ts'), ...args];

export interface KillResult {
  /** Milliseconds after which the run was killed. */
  killedAfter: number;
  /** Tickets of the run that were there when it was killed. */
  before: number;
  /** Tickets of the run that were there after the sweep: must be none. */
  after: number;
}

/**
 * Kills runs and sweeps after them.
 *
 * @param tries how many
 * @param longest the run is killed after a random time up to this, in milliseconds
 * @param report called after each try
 */
export async function killRuns(
  tries: number,
  longest: number,
  report: (result: KillResult) => void = () => {},
): Promise<KillResult[]> {
  const server = await startServer({ fill: madeUpTickets(20) });
  const folder = await mkdtemp(join(tmpdir(), 'osticket-contract-kill-'));
  const env = { ...process.env, OSTICKET_URL: server.url, OSTICKET_API_KEY: server.keys[0] };
  const ownTickets = async () => {
    const { count } = await server.store.db
      .selectFrom('ticket__cdata')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('subject', 'like', '[osticket-contract %')
      .executeTakeFirstOrThrow();
    return Number(count);
  };
  const results: KillResult[] = [];
  try {
    for (let tried = 0; tried < tries; tried++) {
      const killedAfter = Math.round(Math.random() * longest);
      const run = spawn(process.execPath, command('conformance', '--report', folder), {
        cwd: root,
        env,
        stdio: 'ignore',
      });
      const ended = new Promise((resolve) => run.once('exit', resolve));
      await Promise.race([sleep(killedAfter), ended]);
      run.kill('SIGKILL');
      await ended;
      const before = await ownTickets();
      await promisify(execFile)(process.execPath, command('sweep', '--report', folder), { cwd: root, env });
      const result = { killedAfter, before, after: await ownTickets() };
      results.push(result);
      report(result);
    }
    return results;
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const tries = Number(process.argv[2] ?? 100);
  const results = await killRuns(tries, 8000, ({ killedAfter, before, after }) =>
    console.log(`killed after ${killedAfter} ms: ${before} tickets were there, ${after} after the sweep`),
  );
  const clean = results.filter(({ after }) => after === 0).length;
  const midway = results.filter(({ before }) => before > 0).length;
  console.log(`${clean} of ${tries} tries left nothing behind; in ${midway} of them the killed run had left tickets.`);
  process.exitCode = clean === tries ? 0 : 1;
}
