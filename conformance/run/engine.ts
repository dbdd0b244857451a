/** Vitest with the suite as its one test file. */
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type { Vitest } from 'vitest/node';
import type { Progress } from './progress.js';
import type { Plan } from './settings.js';
import { suitePool } from './suite-pool.js';
import type { WorkerInput } from './worker.js';

/** Checks that run at the same time: enough to have a request ready whenever the rate allows one. */
const sideBySide = 12;

const here = fileURLToPath(new URL('.', import.meta.url));
/** `suite.ts` in the repository, `suite.js` in the package. */
const suite = `suite${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`;

const signals = ['SIGINT', 'SIGTERM'] as const;

export interface EngineOptions {
  /** Of a run; absent where evidence is judged. */
  plan?: Plan;
  /** Stays after the run, so that checks can be run again (default false). */
  watch?: boolean;
  /** Serves vitest's web page on this machine (default false). */
  ui?: boolean;
}

/**
 * Prepares vitest; its `start()` does the run.
 *
 * @example
 * const vitest = await createEngine(input, new Progress(process.stderr));
 * await vitest.start();
 * await vitest.close();
 */
export async function createEngine(
  input: WorkerInput,
  progress: Progress,
  { plan, watch = false, ui = false }: EngineOptions = {},
): Promise<Vitest> {
  // A run against an installation waits for the rate most of its time: this saves 90 MB, and costs a quarter more CPU time.
  if (plan && !plan.reference) setFlagsFromString('--optimize-for-size');
  // undici's parser is one function of 80 KB. To optimise it takes a processor 0.1 to 0.2 s and 40 MB right when the first
  // checks are to run, and 2,000 answers later it has saved less than that: it is done after fifty times as much work.
  setFlagsFromString('--wasm-tiering-budget=90000000');
  const pool = suitePool();
  const { createVitest } = await import('vitest/node');
  // No terminal: there vitest would hide the cursor, whatever TERM says.
  const words = new Writable({ write: (chunk, _, done) => void process.stderr.write(chunk, done) });
  const listenersBefore = new Set(signals.flatMap((signal) => process.listeners(signal)));
  const vitest = await createVitest(
    'test',
    {
      root: here,
      config: false,
      include: [suite],
      exclude: [],
      watch,
      // A thread ends with its process: nothing goes on sending after the command was killed.
      pool,
      maxWorkers: 1,
      maxConcurrency: sideBySide,
      testTimeout: 0,
      hookTimeout: 0,
      reporters: [progress],
      provide: { run: input },
      // Compiled code runs as it is; vite transforms the sources alone.
      server: { deps: { external: [/\.js$/] } },
      ...(ui ? { ui, open: false, api: { host: '127.0.0.1', allowWrite: false } } : {}),
    },
    // The page needs no other files of this machine.
    { server: { watch: null, fs: { allow: [here] } } },
    { stdout: words, stderr: words },
  );
  // Those of vitest and vite end the process before the run's tickets are removed.
  for (const signal of signals) {
    for (const listener of process.listeners(signal)) {
      if (!listenersBefore.has(listener)) process.off(signal, listener);
    }
  }
  return vitest;
}
