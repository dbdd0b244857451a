/**
 * Looks through the bytes of a JSON text as they come in, without making anything of them: how much there is beside
 * strings, and where the contents of attachments are. What is too much is refused before anything is parsed.
 */
import { refuse } from '../refusal.js';
import type { SentFiles } from './sent-files.js';

/** What the fields beside the attachments, and the JSON around them, may need. */
export const TEXT_BYTES = 2 * 2 ** 20;

/**
 * Most bytes outside of strings: brackets, commas, colons, numbers, space. A request of the contract has some hundred;
 * a million keys or brackets would keep everybody waiting while objects are made of them.
 */
export const STRUCTURE_BYTES = 2 ** 16;

/** Longer keys are of no interest. */
const KEY_BYTES = 256;

const [QUOTE, BACKSLASH, COMMA, COLON, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [...Buffer.from('"\\,:{}[]')] as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/** Attachments are lists of objects of data-URIs: `{"attachments": [{"a.txt": "data:..."}]}`. */
const CONTENT_DEPTH = 3;

export class BodyScanner {
  /** The text without the contents of attachments. */
  readonly text: Buffer[] = [];
  #textBytes = 0;
  #structure = 0;
  readonly #open: number[] = [];
  #valueNext = false;
  /** The key of the body that the value belongs to. */
  #field = '';
  #key = '';
  #in: 'structure' | 'string' | 'uri' | 'content' = 'structure';
  #escaped = false;
  /** Where the part of the piece begins that is not in the text yet. */
  #keptTo = 0;
  readonly #fields: ReadonlySet<string>;
  readonly #files: SentFiles;

  /** @param fields those that hold attachments */
  constructor(fields: ReadonlySet<string>, files: SentFiles) {
    this.#fields = fields;
    this.#files = files;
  }

  /** @throws Refusal 413 for too much text, 400 for too much structure */
  push(piece: Buffer): void {
    const find = finder(piece);
    this.#keptTo = 0;
    for (let at = 0; at < piece.length; ) {
      if (this.#in === 'structure') at = this.#structureFrom(piece, at, find.quote(at));
      else at = this.#stringFrom(piece, at, this.#endOfString(piece, at, find));
    }
    if (this.#in !== 'content') this.#keep(piece, piece.length);
  }

  #structureFrom(piece: Buffer, from: number, quote: number): number {
    const end = quote === -1 ? piece.length : quote;
    this.#structure += end - from;
    if (this.#structure > STRUCTURE_BYTES) {
      refuse({
        requirement: 'errors/no-500-for-input',
        message: `The body has too many values, or too much space between them: at most ${STRUCTURE_BYTES} bytes outside of its texts are read.`,
      });
    }
    for (let at = from; at < end; at += 1) this.#see(piece[at] as number);
    if (quote === -1) return end;
    this.#key = '';
    this.#in = this.#holdsContent() ? 'uri' : 'string';
    return quote + 1;
  }

  #see(byte: number): void {
    if (byte === OPEN || byte === OPEN_LIST) {
      this.#open.push(byte);
      this.#valueNext = byte === OPEN_LIST;
    } else if (byte === CLOSE || byte === CLOSE_LIST) this.#open.pop();
    else if (byte === COLON) this.#valueNext = true;
    else if (byte === COMMA) this.#valueNext = this.#open.at(-1) === OPEN_LIST;
  }

  #holdsContent(): boolean {
    const [first, second, third] = this.#open;
    return (
      this.#valueNext &&
      this.#open.length === CONTENT_DEPTH &&
      first === OPEN &&
      second === OPEN_LIST &&
      third === OPEN &&
      this.#fields.has(this.#field)
    );
  }

  /** @param end the quote that ends the string, -1 when it goes on */
  #stringFrom(piece: Buffer, from: number, end: number): number {
    const until = end === -1 ? piece.length : end;
    if (this.#in === 'uri') {
      const comma = piece.subarray(from, until).indexOf(COMMA);
      if (comma !== -1) {
        this.#keep(piece, from + comma + 1);
        this.text.push(Buffer.from(this.#files.begin()));
        this.#in = 'content';
        return this.#stringFrom(piece, from + comma + 1, end);
      }
    }
    if (this.#in === 'content') {
      this.#files.add(piece.toString('latin1', from, until));
      this.#keptTo = until;
    }
    if (this.#in === 'string' && this.#open.length === 1 && !this.#valueNext && this.#key.length <= KEY_BYTES) {
      this.#key += piece.toString('latin1', from, Math.min(until, from + KEY_BYTES + 1));
    }
    if (end === -1) return until;
    if (this.#in === 'content') this.#files.end();
    if (this.#open.length === 1 && !this.#valueNext) this.#field = unescaped(this.#key);
    this.#in = 'structure';
    // The quote counts as structure, so that millions of empty strings are too many, too.
    this.#structure += 1;
    return end + 1;
  }

  #endOfString(piece: Buffer, from: number, find: Finder): number {
    let at = from;
    if (this.#escaped) at += 1;
    this.#escaped = false;
    for (;;) {
      const [quote, backslash] = [find.quote(at), find.backslash(at)];
      if (backslash === -1 || (quote !== -1 && quote < backslash)) return quote;
      at = backslash + 2;
      if (at > piece.length) {
        this.#escaped = true;
        return -1;
      }
    }
  }

  /** A copy: a part would keep the whole piece in memory. */
  #keep(piece: Buffer, to: number): void {
    const bytes = Buffer.from(piece.subarray(this.#keptTo, to));
    this.#keptTo = to;
    this.#textBytes += bytes.length;
    if (this.#textBytes > TEXT_BYTES) {
      refuse({
        requirement: 'errors/body-too-large-413',
        message: `The request body is too large: at most ${TEXT_BYTES} bytes are read beside the contents of attachments.`,
      });
    }
    this.text.push(bytes);
  }
}

interface Finder {
  /** Where the next one is, from there on; -1 for none. */
  quote(from: number): number;
  backslash(from: number): number;
}

/** Each byte is looked at once, however often is asked. */
function finder(piece: Buffer): Finder {
  const next = (byte: number) => {
    let found = -2;
    return (from: number) => {
      if (found === -1 || found >= from) return found;
      found = piece.indexOf(byte, from);
      return found;
    };
  };
  return { quote: next(QUOTE), backslash: next(BACKSLASH) };
}

function unescaped(key: string): string {
  if (!key.includes('\\')) return key;
  try {
    return JSON.parse(`"${key}"`);
  } catch {
    return key;
  }
}
