/** Reads the body of an answer: unpacked, and never more of it than memory has room for. */
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip } from 'node:zlib';

/** Bytes of a body, unpacked, that are read at most. */
const largestBody = 32 * 2 ** 20;
/** Bytes that are kept of a body that cannot be read to its end. */
const keptOfBroken = 64 * 2 ** 10;
/** Bytes from which on a body is a large one. */
const large = 2 ** 20;

const unpackers = { gzip: () => createGunzip(), 'x-gzip': () => createGunzip(), br: () => createBrotliDecompress() };

/** What is asked for in `Accept-Encoding`. */
export const acceptedEncodings = 'gzip, br';

/** Why a body is not as it was meant. */
export interface BodyFault {
  /**
   * `cut`: the transfer ended early, which may be the network's fault. `encoding`: it is not packed as its header says.
   * `too-large`: nobody reads so much.
   */
  kind: 'cut' | 'encoding' | 'too-large';
  /** In words that fit behind "the answer cannot be read to its end:". */
  text: string;
}

export interface Body {
  bytes: Buffer<ArrayBuffer>;
  /** Absent where the body is whole; `bytes` are its beginning otherwise. */
  fault?: BodyFault;
}

class Fault extends Error {
  constructor(readonly fault: BodyFault) {
    super(fault.text);
  }
}

/** Large bodies are read two at a time, so that many of them do not fill the memory together. The others wait. */
let turns = 2;
const waiting: (() => void)[] = [];

class Collector {
  readonly #parts: Buffer[] = [];
  #size = 0;
  #hasTurn = false;

  /** @param most bytes that are collected; what comes after them is left out */
  constructor(private readonly most: number) {}

  /** @returns whether everything so far was collected */
  async add(part: Buffer): Promise<boolean> {
    const fitting = part.subarray(0, this.most - this.#size);
    this.#size += fitting.length;
    this.#parts.push(fitting);
    if (this.#size > large && !this.#hasTurn) {
      if (turns > 0) turns -= 1;
      else await new Promise<void>((go) => waiting.push(go));
      this.#hasTurn = true;
    }
    return fitting.length === part.length;
  }

  /** What was collected, up to so many bytes. */
  bytes(most = this.#size): Buffer<ArrayBuffer> {
    return Buffer.concat(this.#parts, Math.min(most, this.#size));
  }

  end(): void {
    if (!this.#hasTurn) return;
    const next = waiting.shift();
    if (next) next();
    else turns += 1;
  }
}

/**
 * Reads a body to its end.
 *
 * @param stream the body as it comes over the network
 * @param headers names in lower case
 * @param reasonOf says in words why the stream broke off
 * @throws what ended the stream, where that is the signal of the request
 */
export async function readBody(
  stream: Readable,
  headers: Readonly<Record<string, string | undefined>>,
  reasonOf: (error: unknown) => string,
): Promise<Body> {
  const encodings = (headers['content-encoding'] ?? '').toLowerCase().split(/[\s,]+/);
  const packings = encodings.filter((name) => name !== '' && name !== 'identity').reverse();
  const raw = new Collector(keptOfBroken);
  const unpacked = new Collector(largestBody);
  let received = 0;

  async function* arriving(): AsyncGenerator<Buffer> {
    try {
      for await (const part of stream as AsyncIterable<Buffer>) {
        received += part.length;
        await raw.add(part);
        yield part;
      }
    } catch (error) {
      const { name } = error as Error;
      if (name === 'TimeoutError' || name === 'AbortError') throw error;
      const all = headers['content-length'] === undefined ? '' : ` of ${headers['content-length']}`;
      throw new Fault({ kind: 'cut', text: `it broke off after ${received}${all} bytes (${reasonOf(error)})` });
    }
  }

  async function collect(parts: AsyncIterable<Buffer>): Promise<void> {
    for await (const part of parts) {
      if (await unpacked.add(part)) continue;
      throw new Fault({ kind: 'too-large', text: `it is larger than ${largestBody / 2 ** 20} MB` });
    }
  }

  try {
    const unknown = packings.find((name) => !(name in unpackers));
    const steps = unknown === undefined ? packings.map((name) => unpackers[name as keyof typeof unpackers]()) : [];
    // Its types know no list of steps whose length is not known.
    await pipeline([arriving, ...steps, collect] as unknown as [Readable, NodeJS.WritableStream]);
    if (unknown === undefined || received === 0) return { bytes: unpacked.bytes() };
    throw new Error(`nobody asked for ${unknown}`);
  } catch (error) {
    if (received === 0 && !(error instanceof Fault)) return { bytes: raw.bytes() };
    const { name, message } = error as Error;
    if (name === 'TimeoutError' || name === 'AbortError') throw error;
    const fault: BodyFault =
      error instanceof Fault
        ? error.fault
        : {
            kind: 'encoding',
            text: `it is not packed as its Content-Encoding says, ${packings.join(', ')} (${message})`,
          };
    // What cannot be unpacked is shown as it came.
    return { bytes: fault.kind === 'encoding' ? raw.bytes() : unpacked.bytes(keptOfBroken), fault };
  } finally {
    stream.destroy();
    raw.end();
    unpacked.end();
  }
}
