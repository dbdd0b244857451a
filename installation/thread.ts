import { Worker } from 'node:worker_threads';

/**
 * Starts a file of this package on a thread of its own, which gets `workerData`.
 *
 * @example startThread(new URL('./data-set-worker.js', import.meta.url), { tickets: 50 })
 */
export function startThread(file: URL, workerData: unknown): Worker {
  if (import.meta.url.endsWith('.js')) return new Worker(file, { workerData });
  // Where the sources run as they are, a thread needs a loader of its own: it does not get that of this process.
  const loader = import.meta.resolve('tsx/esm/api');
  const source = file.href.replace(/\.js$/, '.ts');
  const begin = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(source)}); });`;
  return new Worker(begin, { eval: true, execArgv: [], workerData });
}
