/** A process of `startWorkers`: serves what it is told to, until it is told to close or its parent is gone. */
import { requestLog } from './request-log.js';
import { type RunningServer, startServer } from './start.js';
import type { WorkerReport, WorkerSettings } from './workers.js';

// They reach the whole group of processes; the parent tells when to close.
process.on('SIGINT', () => undefined).on('SIGTERM', () => undefined);

let serving: Promise<RunningServer> | undefined;

process.on('message', (message: WorkerSettings | 'close') => {
  if (message === 'close') return void close();
  serving = serve(message);
  serving.then(
    ({ url }) => report({ url }),
    (error: Error & { code?: string }) => report({ message: error.message, code: error.code }),
  );
});

function serve({ logRequests, ...options }: WorkerSettings): Promise<RunningServer> {
  return startServer({ ...options, keys: 'none', log: logRequests ? requestLog() : undefined });
}

async function close(): Promise<void> {
  const server = await serving?.catch(() => undefined);
  await server?.close();
  process.exit();
}

function report(message: WorkerReport): void {
  process.send?.(message);
}
