/** Vitest's pool for the suite: its thread starts, and loads the checks, while this one still loads vitest. */
import { Worker } from 'node:worker_threads';
import type { PoolRunnerInitializer, PoolWorker } from 'vitest/node';

const name = 'suite';

/**
 * Starts the first thread at once. Checks that are run again have a thread of their own each time.
 *
 * @returns vitest's own pool where the sources run as they are: vite has to transform them
 */
export function suitePool(): PoolRunnerInitializer | 'threads' {
  if (import.meta.url.endsWith('.ts')) return 'threads';
  let ready: Worker | undefined = startSuite();
  // Until vitest takes it, it keeps nobody from ending.
  ready.unref();
  return {
    name,
    createPoolWorker() {
      const thread = ready ?? startSuite();
      ready = undefined;
      return workerOn(thread);
    },
  };
}

const startSuite = () => new Worker(new URL('./suite-thread.js', import.meta.url), { stdout: true, stderr: true });

const workerOn = (thread: Worker): PoolWorker => ({
  name,
  async start() {
    thread.ref();
    // The output of the command is its summary.
    for (const words of [thread.stdout, thread.stderr]) words.pipe(process.stderr);
  },
  async stop() {
    await thread.terminate();
  },
  on: (event, listener) => void thread.on(event, listener),
  off: (event, listener) => void thread.off(event, listener),
  send: (message) => thread.postMessage(message),
  deserialize: (message) => message,
});
