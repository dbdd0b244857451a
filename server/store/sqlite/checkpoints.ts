/**
 * Copies what was committed from the log of a SQLite file into the file, in a thread of its own. SQLite would do it in
 * the commit itself, and a file of 50 MB would keep all requests waiting for half a second.
 */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { nodeSqlite } from './node-sqlite.js';

/** Milliseconds between two looks whether something was committed. */
const everyMs = 200;

/** Pages of the log from which a commit copies them itself after all (1.2 GB): it has grown faster than it was copied. */
export const longestLog = 300_000;

/** A text, since Node.js 20 starts no thread from a file in TypeScript. */
const thread = `
  const { parentPort, workerData: { module, file, everyMs } } = require('node:worker_threads');
  const Database = module === undefined ? require('node:sqlite').DatabaseSync : require(module);
  const database = new Database(file, { timeout: 0 });
  const version = database.prepare('pragma data_version');
  const copy = database.prepare('pragma wal_checkpoint(PASSIVE)');
  let seen;
  const ticks = setInterval(() => {
    try {
      const { data_version: now } = version.get();
      // It waits for nobody, and nobody waits for it.
      if (now !== seen) copy.get();
      seen = now;
    } catch {
      // The log holds everything. Where the disk is full, the next commit says so.
    }
  }, everyMs);
  parentPort.once('message', () => {
    clearInterval(ticks);
    database.close();
  });
`;

export class Checkpoints {
  #worker: Worker | undefined;
  #ended: Promise<unknown> | undefined;

  /** @param file of a database with a log (WAL) */
  constructor(private readonly file: string) {}

  /** Something will be written. */
  begin(): void {
    if (this.#worker) return;
    // The same SQLite as in the server's thread: two of them in one process would take each other's locks away.
    const module = nodeSqlite ? undefined : createRequire(import.meta.url).resolve('better-sqlite3');
    const worker = new Worker(thread, { eval: true, workerData: { module, file: this.file, everyMs } });
    // What it has not copied when the process ends is in the log, and is found there.
    worker.unref();
    // Without it, a commit copies a log that has grown long.
    worker.on('error', () => {});
    this.#ended = new Promise((resolve) => worker.once('exit', resolve));
    this.#worker = worker;
  }

  /** To be awaited before the database is closed, which then copies the rest and removes the log. */
  async end(): Promise<void> {
    this.#worker?.ref();
    this.#worker?.postMessage('end');
    await this.#ended;
  }
}
