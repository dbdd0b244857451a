/** Bytes that are kept until a request is over: few in memory, many in a temporary file. */
import { randomUUID } from 'node:crypto';
import { readSync } from 'node:fs';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes that are kept in memory. */
const IN_MEMORY = 2 ** 20;

const PIECE = 2 ** 16;

export class Spool {
  /** It grows to what is kept in memory, and is used again when that was written to the file. */
  #memory = Buffer.alloc(0);
  #inMemory = 0;
  #inFile = 0;
  #file: FileHandle | undefined;

  /** Memory for so many bytes; what is written there is kept by `keep`. */
  room(length: number): Buffer {
    const needed = this.#inMemory + length;
    if (needed > this.#memory.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#memory.length));
      this.#memory.copy(larger, 0, 0, this.#inMemory);
      this.#memory = larger;
    }
    return this.#memory.subarray(this.#inMemory, needed);
  }

  /** Keeps the first bytes of the room that was given last. */
  keep(length: number): void {
    this.#inMemory += length;
  }

  add(bytes: Buffer): void {
    bytes.copy(this.room(bytes.length));
    this.keep(bytes.length);
  }

  /** To be awaited now and then while bytes are added, and at the end. */
  async settle(end = false): Promise<void> {
    if (this.#inMemory <= IN_MEMORY && !(end && this.#file)) return;
    this.#file ??= await namelessFile();
    const bytes = this.#memory.subarray(0, this.#inMemory);
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await this.#file.write(bytes, done, bytes.length - done, this.#inFile);
      done += bytesWritten;
      this.#inFile += bytesWritten;
    }
    this.#inMemory = 0;
  }

  /** After `settle(true)`. @param into memory for the bytes. They may be elsewhere. Default: new */
  read(from: number, length: number, into: Buffer = Buffer.allocUnsafe(length)): Buffer {
    if (this.#file === undefined) return this.#memory.subarray(from, Math.min(from + length, this.#inMemory));
    const read = readSync(this.#file.fd, into, 0, length, from);
    if (read !== length) throw new Error(`A temporary file has ${read} bytes where ${length} were written`);
    return into.subarray(0, length);
  }

  /** All bytes, piece by piece. After `settle(true)`. */
  *parts(): Generator<Buffer> {
    const size = this.#inFile + this.#inMemory;
    for (let at = 0; at < size; at += PIECE) yield this.read(at, Math.min(PIECE, size - at));
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    this.#memory = Buffer.alloc(0);
    await file?.close();
  }
}

/** It has no name from the beginning, so that nothing is left of it when the process dies. */
async function namelessFile(): Promise<FileHandle> {
  const path = join(tmpdir(), `osticket-contract-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await unlink(path);
  return file;
}
