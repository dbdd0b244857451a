/** A stream that passes everything on, and remembers the beginning. */
import { Transform, type TransformCallback } from 'node:stream';

/** Bytes of an answer that are kept for judging and mending; of a longer one only the length is known. */
export const keptOfAnswer = 4 * 2 ** 20;
/** The same of a request: what is longer has files in it. */
export const keptOfRequest = 2 ** 20;

/** Bytes that all taps together keep at a time, however many large bodies are under way. */
const room = 48 * 2 ** 20;
let used = 0;

export class Tap extends Transform {
  #parts: Buffer[] = [];
  #held = 0;
  #keeps = true;
  /** Bytes that came through. */
  size = 0;

  /** @param most bytes that are kept; of a longer body nothing is */
  constructor(private readonly most: number) {
    super();
  }

  /** Whether all that came is kept: no longer where it is too much, of this body or of all. */
  get keeps(): boolean {
    return this.#keeps;
  }

  /** Whether the body came to its end. */
  isWhole = false;

  /** The body; nothing where it did not come to its end, or is longer than what is kept. */
  get bytes(): Buffer<ArrayBuffer> | undefined {
    return this.isWhole && this.#keeps ? Buffer.concat(this.#parts) : undefined;
  }

  override _transform(part: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.see(part);
    done(null, part);
  }

  override _flush(done: TransformCallback): void {
    this.isWhole = true;
    done();
  }

  /** Remembers bytes that went another way. */
  see(part: Buffer): void {
    this.size += part.length;
    if (!this.#keeps) return;
    if (this.size > this.most || used + part.length > room) this.release();
    else {
      this.#parts.push(part);
      this.#held += part.length;
      used += part.length;
    }
  }

  /** Forgets the body: it is judged, or too large. */
  release(): void {
    this.#keeps = false;
    this.#parts = [];
    used -= this.#held;
    this.#held = 0;
  }
}
