/** The contents of the attachments of a request, set apart from its JSON while it is received. */
import { createHash, type Hash, randomUUID } from 'node:crypto';
import { attachmentLimits } from '../../../contract/attachments.js';
import { Base64Decoder } from './base64-decoder.js';
import { Spool } from './spool.js';

/** A content. */
export interface SentContent {
  /** Bytes, as far as the length of the Base64 tells. */
  readonly size: number;
  /** Whether it is no Base64. */
  readonly broken: boolean;
  sha256(): Buffer;
  /**
   * The bytes from there on, of a content within the limits.
   *
   * @param into memory that they fill as far as there are so many. They may be elsewhere
   */
  read(from: number, into: Buffer): Buffer;
}

/** Begins what stands in a data-URI in place of its content. No caller knows it. */
const MARK = `${randomUUID()}:`;

export class SentFiles {
  readonly #spool = new Spool();
  readonly #contents: Content[] = [];
  #kept = 0;

  get count(): number {
    return this.#contents.length;
  }

  /** Begins with a content. @returns what to write in its place */
  begin(): string {
    this.#contents.push(new Content(this.#spool, this.#kept));
    return `${MARK}${this.#contents.length - 1}`;
  }

  /** @param piece a part of the Base64 of the content that was begun, as JSON has it, in Latin 1 */
  add(piece: string): void {
    this.#kept += this.#contents.at(-1)?.add(piece, attachmentLimits.totalBytes - this.#kept) ?? 0;
  }

  end(): void {
    this.#contents.at(-1)?.end();
  }

  /** To be awaited now and then while contents are added, and at the end. */
  settle(end = false): Promise<void> {
    return this.#spool.settle(end);
  }

  /** The content that stands behind the comma of a data-URI. */
  content(base64: string): SentContent {
    const known = base64.startsWith(MARK) ? this.#contents[Number(base64.slice(MARK.length))] : undefined;
    return known ?? contentOf(base64);
  }

  close(): Promise<void> {
    return this.#spool.close();
  }
}

/** A content that was not set apart: its comma was written as an escape. */
function contentOf(base64: string): SentContent {
  const content = new Content(new Spool(), 0);
  content.add(base64, attachmentLimits.totalBytes);
  content.end();
  return content;
}

class Content implements SentContent {
  readonly #decoder = new Base64Decoder();
  readonly #hash: Hash = createHash('sha256');
  readonly #spool: Spool;
  readonly #from: number;

  constructor(spool: Spool, from: number) {
    this.#spool = spool;
    this.#from = from;
  }

  get size(): number {
    return this.#decoder.size;
  }

  get broken(): boolean {
    return this.#decoder.broken;
  }

  /** @returns how many bytes it kept: none of a content that is over a limit, and will be refused */
  add(piece: string, room: number): number {
    const bytes = this.#decoder.decode(piece, (length) => this.#spool.room(length));
    if (this.size > attachmentLimits.fileBytes || bytes.length > room) return 0;
    this.#hash.update(bytes);
    this.#spool.keep(bytes.length);
    return bytes.length;
  }

  end(): void {
    this.#decoder.end();
  }

  sha256(): Buffer {
    return this.#hash.copy().digest();
  }

  read(from: number, into: Buffer): Buffer {
    return this.#spool.read(this.#from + from, Math.min(into.length, this.size - from), into);
  }
}
