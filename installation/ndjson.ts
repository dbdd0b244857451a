/** Files of JSON lines that only grow, and that stay readable whenever the program is killed. */
import { closeSync, existsSync, fdatasync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
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

/**
 * Reads such a file. A last line that was cut off is left out.
 *
 * @param damaged what to do with a line that is not JSON: refuse the file, or leave the line out
 * @throws UserError when the file cannot be read, or is refused
 */
export function readNdjson(file: string, damaged: 'refuse' | 'skip' = 'refuse'): unknown[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`Cannot read ${file}: ${(error as Error).message}.`);
  }
  return text
    .split('\n')
    .slice(0, -1)
    .flatMap((line, index): unknown[] => {
      try {
        return [JSON.parse(line)];
      } catch {
        if (damaged === 'skip') return [];
        throw new UserError(`Line ${index + 1} of ${file} is not JSON: the file is damaged, or it is another one.`);
      }
    });
}
