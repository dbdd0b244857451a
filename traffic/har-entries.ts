/** The entries of a HAR file, one by one: found by their braces, so that only one of them is in memory and is parsed at once. */
import { createReadStream } from 'node:fs';

const [quote, backslash] = [0x22, 0x5c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** Nesting of what is in the array: `{ "log": { "entries": [ here`. */
const inEntries = 3;

/**
 * @param file UTF-8; what stands outside of `log.entries` is not read
 * @throws SyntaxError where an entry is no JSON, or the file ends before its entries do
 */
export async function* harEntries(file: string): AsyncGenerator<unknown> {
  const scan = new Scan();
  for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 18 }) as AsyncIterable<Buffer>) {
    for (const text of scan.entriesIn(chunk)) yield JSON.parse(text);
    if (scan.isOver) return;
  }
  throw new SyntaxError('The file ends before its entries do.');
}

/** Where in the file the scan is, from one chunk to the next. */
class Scan {
  /** Whether the array of entries has come to its end. */
  isOver = false;
  #depth = 0;
  #inText = false;
  #escaped = false;
  #isIn = false;
  /** What came of an entry that is not whole yet. */
  #pieces: Buffer[] = [];
  /** The text that was read last beside the entries: the name of a member, where a value follows. */
  #name: number[] = [];

  *entriesIn(chunk: Buffer): Generator<string> {
    let start = this.#isIn && this.#depth > inEntries ? 0 : -1;
    for (let at = 0; at < chunk.length && !this.isOver; at += 1) {
      const byte = chunk[at] as number;
      if (this.#inText) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === backslash) this.#escaped = true;
        else if (byte === quote) this.#inText = false;
        if (!this.#isIn && this.#inText && this.#name.length < 16) this.#name.push(byte);
      } else if (byte === quote) {
        this.#inText = true;
        this.#name = [];
      } else if (byte === openBrace || byte === openBracket) {
        if (this.#depth === inEntries && this.#isIn && byte === openBrace) start = at;
        this.#depth += 1;
        if (!this.#isIn && byte === openBracket && this.#depth === inEntries)
          this.#isIn = String.fromCharCode(...this.#name) === 'entries';
      } else if (byte === closeBrace || byte === closeBracket) {
        this.#depth -= 1;
        if (!this.#isIn) continue;
        if (this.#depth < inEntries) this.isOver = true;
        else if (this.#depth === inEntries && byte === closeBrace) {
          yield Buffer.concat([...this.#pieces, chunk.subarray(start, at + 1)]).toString('utf8');
          this.#pieces = [];
          start = -1;
        }
      }
    }
    if (start >= 0) this.#pieces.push(chunk.subarray(start));
  }
}
