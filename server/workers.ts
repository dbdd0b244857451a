/**
 * Serves one store from several processes, one for each core that is wanted. They share the port; this process hands
 * each new connection to the next one. The store is opened, filled and given its keys here, before there are any.
 */
import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.js';
import { prepareStore, type RunningServer, type ServerOptions } from './start.js';
import { StoreError } from './store/store-error.js';

export interface WorkersOptions extends Omit<ServerOptions, 'log'> {
  readonly workers: number;
  /** One line a request on the standard output. */
  readonly logRequests: boolean;
}

/** What a worker is told to serve. */
export type WorkerSettings = Omit<WorkersOptions, 'keys' | 'fill' | 'workers'>;

/** The variable of the environment that holds a worker's settings, as JSON. */
export const SETTINGS = 'OSTICKET_CONTRACT_WORKER';

/** Those that have loaded their code: they understand a message. */
const serving = new WeakSet<Worker>();

/** What a worker tells when it listens, or cannot. */
export type WorkerReport = { readonly url: string } | { readonly message: string; readonly code: string | undefined };

/** @throws StoreError for a store that processes cannot share, and whatever startServer throws */
export async function startWorkers(options: WorkersOptions): Promise<RunningServer> {
  const { keys: wanted, fill, workers: count, ...shared } = options;
  if ((options.store ?? 'memory') === 'memory') {
    throw new StoreError(
      'Several workers need a store that they can share: name one with --store (mysql://… or sqlite:FILE), or leave --workers out.',
    );
  }
  const { store, keys } = await prepareStore(options);
  const workers: Worker[] = [];
  const closeAll = async () => {
    await Promise.all(workers.map(closed));
    await store.close();
  };
  try {
    // Looked for here: a worker that takes another one's place must come to the same port, even when no other is left.
    const settings = { ...shared, port: options.port || (await freePort(options.host)) };
    let url = '';
    while (workers.length < count) {
      const worker = fork(settings);
      workers.push(worker);
      url = await listening(worker);
    }
    for (const worker of workers) keepAlive(worker, workers, settings);
    return { url, store, keys, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function fork(settings: WorkerSettings): Worker {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  cluster.setupPrimary({
    exec: fileURLToPath(new URL(`./worker-process${extension}`, import.meta.url)),
    args: [],
    // Where the sources run as they are, a worker needs the loader that this process runs with, or tsx.
    execArgv:
      extension === '.js' || process.execArgv.some((argument) => argument.includes('tsx'))
        ? process.execArgv
        : ['--import', 'tsx'],
  });
  // Not as an argument, which everybody on the machine can read: there may be a password in it. Not as a message,
  // which is lost on a process that has not loaded its code yet.
  return cluster.fork({ [SETTINGS]: JSON.stringify(settings) });
}

async function listening(worker: Worker): Promise<string> {
  const gone = once(worker, 'exit').then(([code]) => {
    throw new Error(`A worker ended with code ${code} before it served anything`);
  });
  gone.catch(() => undefined);
  const [report] = (await Promise.race([once(worker, 'message'), gone])) as [WorkerReport];
  serving.add(worker);
  if ('url' in report) return report.url;
  throw Object.assign(new Error(report.message), { code: report.code });
}

/** Puts another one in the place of a worker that ended without being asked to, e.g. for want of memory. */
function keepAlive(worker: Worker, workers: Worker[], settings: WorkerSettings): void {
  worker.once('exit', (code, signal) => {
    if (worker.exitedAfterDisconnect) return;
    console.error(`A worker ended unexpectedly (${signal ?? `exit code ${code}`}); another one takes its place.`);
    const next = fork(settings);
    workers.splice(workers.indexOf(worker), 1, next);
    listening(next).then(
      () => keepAlive(next, workers, settings),
      (error: unknown) => console.error(`It could not: ${error instanceof Error ? error.message : error}`),
    );
  });
}

/** Resolves when the worker has answered the requests that it had begun with, and is gone. */
async function closed(worker: Worker): Promise<void> {
  if (worker.isDead()) return;
  const exit = once(worker, 'exit');
  // Says that the end is wanted; the worker itself stops taking connections when it gets it.
  worker.exitedAfterDisconnect = true;
  if (serving.has(worker) && worker.isConnected()) worker.send('close');
  else worker.process.kill('SIGKILL');
  await exit;
}
