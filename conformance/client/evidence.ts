/**
 * evidence.ndjson: written line by line while a run goes on, read back line by line for reports and later judgements. It
 * is never in memory as a whole: an exchange is known by its ID, and read where somebody asks for it.
 */
import { closeSync, ftruncateSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { linesOf } from '../../installation/ndjson.js';
import { printableJson } from '../../installation/printable.js';
import { UserError } from '../../installation/user-error.js';
import { type Evidence, type EvidenceHeader, type Exchange, type KeptBody, keepShort } from './exchange.js';

/** Bytes of a file from which on longer bodies are kept as their hash: no installation fills a disk. */
const muchEvidence = 256 * 2 ** 20;

/** Where a line stands. */
interface Place {
  start: number;
  length: number;
}

/** The exchanges of a file, by their IDs. */
class Places {
  readonly #places = new Map<number, Place>();

  constructor(private readonly file: string) {}

  add(id: number, place: Place): void {
    this.#places.set(id, place);
  }

  exchange(id: number): Exchange | undefined {
    const place = this.#places.get(id);
    if (!place) return undefined;
    const fd = openSync(this.file, 'r');
    try {
      const bytes = Buffer.alloc(place.length);
      readSync(fd, bytes, 0, place.length, place.start);
      return JSON.parse(bytes.toString()) as Exchange;
    } finally {
      closeSync(fd);
    }
  }

  /** In the order in which they were sent, whichever was answered first. */
  *[Symbol.iterator](): Generator<Exchange> {
    for (const id of [...this.#places.keys()].sort((a, b) => a - b)) {
      const exchange = this.exchange(id);
      if (exchange) yield exchange;
    }
  }
}

export class EvidenceFile {
  readonly #fd: number;
  readonly #places: Places;
  #end = 0;
  /** The highest ID of an exchange. */
  last = 0;

  /** Begins a new file. @param header absent where the file is there and goes on */
  constructor(file: string, header: EvidenceHeader | undefined) {
    // Not written over: a file that is there already keeps whoever may read it.
    if (header) rmSync(file, { force: true });
    this.#fd = openSync(file, header ? 'wx' : 'r+', 0o600);
    this.#places = new Places(file);
    if (header) this.#write(header);
  }

  /** Goes on with the file of a run that was stopped. A last line that was cut is taken away. */
  static goOn(file: string): EvidenceFile {
    const evidence = new EvidenceFile(file, undefined);
    for (const { value, ...place } of linesOf(file)) {
      const { id } = value as Partial<Exchange>;
      if (id !== undefined) evidence.#places.add(id, place);
      evidence.last = Math.max(evidence.last, id ?? 0);
      evidence.#end = place.start + place.length + 1;
    }
    ftruncateSync(evidence.#fd, evidence.#end);
    return evidence;
  }

  /** Written at once and whole, so that a run that is killed leaves everything up to then. */
  add(exchange: Exchange): void {
    this.#places.add(exchange.id, this.#write(this.#end > muchEvidence ? lighter(exchange) : exchange));
  }

  /** An exchange as the file has it. */
  exchange(id: number): Exchange | undefined {
    return this.#places.exchange(id);
  }

  #write(line: object): Place {
    const bytes = Buffer.from(`${printableJson(JSON.stringify(line))}\n`);
    const place = { start: this.#end, length: bytes.length - 1 };
    for (let written = 0; written < bytes.length; )
      written += writeSync(this.#fd, bytes, written, bytes.length - written, place.start + written);
    this.#end += bytes.length;
    return place;
  }
}

function lighter(exchange: Exchange): Exchange {
  const short = (body: KeptBody): KeptBody => ('text' in body ? keepShort(body.text) : body);
  const { request, response } = exchange;
  return {
    ...exchange,
    request: { ...request, ...(request.body ? { body: short(request.body) } : {}) },
    ...(response ? { response: { ...response, body: short(response.body) } } : {}),
  };
}

export interface KeptEvidence extends Evidence {
  /** An exchange by its ID. */
  exchange(id: number): Exchange | undefined;
}

/**
 * Opens an evidence file. A last line that was cut (the run was killed while writing) is left out.
 *
 * @throws UserError when there is no such file, or it is no evidence
 */
export function readEvidence(file: string): KeptEvidence {
  const places = new Places(file);
  let header: EvidenceHeader | undefined;
  for (const { value, ...place } of linesOf(file)) {
    if (header) places.add((value as Exchange).id, place);
    else header = value as EvidenceHeader;
    if (header?.format !== 1 || !header.runId) break;
  }
  if (header?.format !== 1 || !header.runId) throw new UserError(`${file} is no evidence of a conformance run.`);
  return { header, exchanges: places, exchange: (id) => places.exchange(id) };
}
