/** A process of `startWorkers`: serves what it is told to, until it is told to close or its parent is gone. */
import { requestLog } from './http/request-log.js';
import { startServer } from './start.js';
import { SETTINGS, type WorkerReport, type WorkerSettings } from './workers.js';

// They reach the whole group of processes; the parent tells when to close.
process.on('SIGINT', () => undefined).on('SIGTERM', () => undefined);

const { logRequests, ...options } = JSON.parse(process.env[SETTINGS] ?? '{}') as WorkerSettings;
const serving = startServer({ ...options, keys: 'none', log: logRequests ? requestLog() : undefined });
process.once('message', () => void close());
serving.then(
  ({ url }) => report({ url }),
  (error: Error & { code?: string }) => report({ message: error.message, code: error.code }),
);

async function close(): Promise<void> {
  const server = await serving.catch(() => undefined);
  await server?.close();
  process.exit();
}

function report(message: WorkerReport): void {
  process.send?.(message);
}
