/**
 * Brings what was committed to the disk. SQLite would do it in the commit, and so in the thread that answers all
 * requests: while large uploads keep a disk busy, they would all wait some hundred milliseconds.
 */
import { realpathSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

export class Disk {
  readonly #log: string;
  #handle: FileHandle | undefined;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  /** @param file of a database with a log (WAL) */
  constructor(file: string) {
    this.#log = `${realpathSync(file)}-wal`;
  }

  /** Resolves when all that was committed before is on the disk: many commits at a time, where many ask. */
  flush(): Promise<void> {
    if (this.#running === undefined) {
      this.#running = this.#sync().finally(() => {
        this.#running = undefined;
      });
      return this.#running;
    }
    // What runs may have begun before the last commit.
    this.#next ??= this.#running
      .catch(() => {})
      .then(() => {
        this.#next = undefined;
        return this.flush();
      });
    return this.#next;
  }

  async #sync(): Promise<void> {
    try {
      // Windows flushes only a file that may be written. SQLite has no lock on this one that closing it would end.
      this.#handle ??= await open(this.#log, 'r+');
      await this.#handle.datasync();
    } catch (error) {
      // Without its code: a disk that is full now would mean that nothing was changed.
      const { message } = error as Error;
      throw new Error(`A change was made that a power failure may take back: ${message}`, { cause: error });
    }
  }

  /** To be awaited before the database is closed. */
  async end(): Promise<void> {
    await this.#running?.catch(() => {});
    await this.#handle?.close();
  }
}
