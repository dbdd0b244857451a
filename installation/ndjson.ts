/** Files of JSON lines that only grow, and that stay readable whenever the program is killed. */
import { closeSync, existsSync, fdatasync, ftruncateSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { printableJson } from './printable.js';
import { UserError } from './user-error.js';

export class NdjsonFile {
  readonly #fd: number;
  #end: number;

  /**
   * Opens a file, or makes it, readable by its owner only. A last line without its end was cut off when the program was
   * killed: it is removed.
   *
   * @throws UserError when the file cannot be written
   */
  constructor(readonly file: string) {
    try {
      // Not 'a': the next line is written in the place of one that was cut off.
      this.#fd = openSync(file, existsSync(file) ? 'r+' : 'wx+', 0o600);
    } catch (error) {
      throw new UserError(`Cannot write ${file}: ${(error as Error).message}. Name another file.`);
    }
    this.#end = readFileSync(file).lastIndexOf('\n') + 1;
    ftruncateSync(this.#fd, this.#end);
  }

  /** Whether nothing is in it yet. */
  get isEmpty(): boolean {
    return this.#end === 0;
  }

  /** Written when this returns: a program that is killed loses nothing, a power failure may. */
  append(...entries: object[]): void {
    const bytes = Buffer.from(entries.map((entry) => `${printableJson(JSON.stringify(entry))}\n`).join(''));
    let written = 0;
    while (written < bytes.length) {
      written += writeSync(this.#fd, bytes, written, bytes.length - written, this.#end + written);
    }
    this.#end += bytes.length;
  }

  /** When this resolves, not even a power failure loses the entries. */
  async appendDurably(...entries: object[]): Promise<void> {
    this.append(...entries);
    await promisify(fdatasync)(this.#fd);
  }

  close(): void {
    closeSync(this.#fd);
  }
}

/** A line of a file that is JSON, and where it stands. */
export interface Line {
  value: unknown;
  /** Bytes from the start of the file. */
  start: number;
  /** Bytes without the end of the line. */
  length: number;
}

/** Bytes that are read at a time: a file is never in memory as a whole. */
const piece = 2 ** 20;

/**
 * Reads such a file line by line. A last line that was cut off is left out.
 *
 * @param damaged what to do with a line that is not JSON: refuse the file, or leave the line out
 * @throws UserError when the file cannot be read, or is refused
 */
export function* linesOf(file: string, damaged: 'refuse' | 'skip' = 'refuse'): Generator<Line> {
  let count = 0;
  for (const { bytes, start } of rawLines(file)) {
    count += 1;
    let value: unknown;
    try {
      value = JSON.parse(bytes.toString());
    } catch {
      if (damaged === 'skip') continue;
      throw new UserError(`Line ${count} of ${file} is not JSON: the file is damaged, or it is another one.`);
    }
    yield { value, start, length: bytes.length };
  }
}

function* rawLines(file: string): Generator<{ bytes: Buffer; start: number }> {
  let fd: number | undefined;
  try {
    fd = openSync(file, 'r');
    let begun: Buffer[] = [];
    let start = 0;
    for (let position = 0; ; ) {
      const buffer = Buffer.alloc(piece);
      const read = readSync(fd, buffer, 0, piece, position);
      if (read === 0) return;
      let from = 0;
      for (let end = buffer.indexOf(10); end >= 0 && end < read; end = buffer.indexOf(10, from)) {
        yield { bytes: Buffer.concat([...begun, buffer.subarray(from, end)]), start };
        begun = [];
        from = end + 1;
        start = position + from;
      }
      begun.push(buffer.subarray(from, read));
      position += read;
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`Cannot read ${file}: ${(error as Error).message}.`);
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** The lines of a small file, as `linesOf` reads them. */
export const readNdjson = (file: string, damaged: 'refuse' | 'skip' = 'refuse'): unknown[] =>
  [...linesOf(file, damaged)].map(({ value }) => value);
