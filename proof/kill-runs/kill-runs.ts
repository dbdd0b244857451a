/**
 * `npm run kill-test`: ends a run at a random moment, sweeps, and looks whether anything is left. Each try is a new run
 * against one reference server; the command line does the running and the sweeping, as a user would.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { madeUpTickets } from '../../fixtures/made-up-tickets.js';
import { exitCodes } from '../../installation/exit.js';
import { startServer } from '../../server/start.js';
import { countGiven } from '../arguments.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
// One process: what `tsx` itself starts would live on when it is killed.
const command = (...args: string[]) => ['--import', 'tsx', join(root, 'cli/main.ts'), ...args];

export interface KillResult {
  signal: NodeJS.Signals;
  /** Milliseconds after the first ticket of the run, or after its start where it made none, when it got the signal. */
  after: number;
  /** Whether the signal came in the middle of the run: it went on, and tickets of it were there. Others prove nothing. */
  midway: boolean;
  /** Tickets of the run that were there after the sweep: must be none. */
  left: number;
  /** What the run ended with where the signal lets it end by itself; absent after SIGKILL. */
  exitCode?: number | null;
}

/** SIGKILL ends a run at once; the others let it clean up first. */
const signals: readonly NodeJS.Signals[] = ['SIGKILL', 'SIGTERM', 'SIGINT'];

/** Exit codes of programs that were ended by a signal, as shells have them. */
export const exitCodeAfter: Partial<Record<NodeJS.Signals, number>> = {
  SIGTERM: exitCodes.terminated,
  SIGINT: exitCodes.interrupted,
};

/** A run that makes no ticket within this time is ended all the same, and counts as not hit in the middle. */
const longestStartMs = 60_000;

/**
 * Ends runs by signals, in turn, and sweeps after them.
 *
 * @param tries how many
 * @param longest the signal comes at a random time up to this after the first ticket, in milliseconds
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
      const signal = signals[tried % signals.length] as NodeJS.Signals;
      const run = spawn(
        process.execPath,
        command('conformance', '--write', '--deletes', '--report', join(folder, String(tried))),
        { cwd: root, env, stdio: 'ignore' },
      );
      const ended = once(run, 'exit') as Promise<[number | null]>;
      const begun = performance.now();
      while (run.exitCode === null && (await ownTickets()) === 0 && performance.now() - begun < longestStartMs) {
        await sleep(50);
      }
      const after = Math.round(Math.random() * longest);
      await Promise.race([sleep(after), ended]);
      const midway = run.exitCode === null && (await ownTickets()) > 0;
      run.kill(signal);
      const [exitCode] = await ended;
      await promisify(execFile)(
        process.execPath,
        command('sweep', '--deletes', '--report', join(folder, String(tried))),
        { cwd: root, env },
      );
      const left = await ownTickets();
      const result = { signal, after, midway, left, ...(signal === 'SIGKILL' ? {} : { exitCode }) };
      results.push(result);
      report(result);
    }
    return results;
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
}

/** What a run that was hit in the middle does wrong; nothing where it does nothing wrong. */
export function faultOf({ signal, midway, left, exitCode }: KillResult): string | undefined {
  if (left > 0) return `${left} tickets are left`;
  const expected = exitCodeAfter[signal];
  return midway && expected !== undefined && exitCode !== expected
    ? `the run ended with ${exitCode} instead of ${expected}`
    : undefined;
}

/** Whether at least half of the tries hit a run in the middle. */
export const provesEnough = (results: readonly Pick<KillResult, 'midway'>[]): boolean =>
  results.filter(({ midway }) => midway).length * 2 >= results.length;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const what = ['tries', 'how many runs are killed'] as const;
  const tries = countGiven('kill-test', 'kill runs in their middle, and look what they leave behind', what, 100);
  const results = await killRuns(tries, 6000, (result) =>
    console.log(
      `${result.signal} after ${result.after} ms${result.midway ? '' : ', not in the middle of the run'}: ${faultOf(result) ?? 'nothing is left'}`,
    ),
  );
  const right = results.filter((result) => faultOf(result) === undefined).length;
  const midway = results.filter((result) => result.midway).length;
  console.log(`${right} of ${tries} tries left nothing behind; ${midway} of them hit a run in the middle.`);
  if (!provesEnough(results)) console.log('Fewer than half hit a run in the middle: this proves too little.');
  process.exitCode = right === tries && provesEnough(results) ? 0 : 1;
}
