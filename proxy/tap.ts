/** A stream that passes everything on, and remembers the beginning. */
import { Transform, type TransformCallback } from 'node:stream';

/** Bytes of a body that are kept for judging and mending; of a longer one only the length is known. */
export const keptBytes = 2 ** 20;

export class Tap extends Transform {
  #parts: Buffer[] = [];
  /** Bytes that came through. */
  size = 0;

  /** Whether the body came to its end. */
  isWhole = false;

  /** The body; nothing where it did not come to its end, or is longer than what is kept. */
  get bytes(): Buffer<ArrayBuffer> | undefined {
    return this.isWhole && this.size <= keptBytes ? Buffer.concat(this.#parts) : undefined;
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
    if (this.size > keptBytes) this.#parts = [];
    else this.#parts.push(part);
  }
}
