/** Reads recorded traffic: HAR of a browser or a proxy, evidence of a run, or lines of JSON. Never a whole file at once. */
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import type { Exchange } from '../conformance/client/exchange.js';
import { UserError } from '../installation/user-error.js';
import { harEntries } from './har-entries.js';
import { exchangeOf, isHarEntry } from './har-entry.js';
import type { KeysSeen } from './keys-seen.js';

export interface Recorded {
  exchange: Exchange;
  /** Whether a run of the suite sent the request: many of those are wrong on purpose. */
  ofSuite: boolean;
}

/** What is said of a file that ends too early, or of entries that cannot be read. */
export type Remark = (text: string) => void;

/**
 * @param file HAR, evidence.ndjson, or an exchange or HAR entry a line
 * @param remark is called where only a part of the file could be read
 * @throws UserError when there is no such file, or nothing in it is traffic
 */
export async function* readTraffic(file: string, keys: KeysSeen, remark: Remark): AsyncGenerator<Recorded> {
  let [read, wrong] = [0, 0];
  const entries = firstCharacters(file).includes('"log"') ? harEntries(file) : lines(file);
  try {
    for await (const value of entries) {
      if (isHeader(value)) continue;
      const recorded = recordedOf(value, read + 1, keys, basename(file));
      if (recorded) {
        read += 1;
        yield recorded;
      } else wrong += 1;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError) && (error as NodeJS.ErrnoException).code !== 'ERR_STRING_TOO_LONG') throw error;
    if (read === 0) throw noTraffic(file);
    remark(`${file} is cut or damaged after entry ${read}: what stands before it is judged.`);
  }
  if (read === 0) throw noTraffic(file);
  if (wrong > 0)
    remark(
      `${file}: ${wrong === 1 ? '1 entry is' : `${wrong} entries are`} no exchange with an address, and left out.`,
    );
}

/** Nothing where it is no exchange: whatever it is, those beside it are judged. */
function recordedOf(value: unknown, id: number, keys: KeysSeen, scope: string): Recorded | undefined {
  if (isExchange(value)) return { exchange: value, ofSuite: true };
  return isHarEntry(value) ? { exchange: exchangeOf(value, id, keys, scope), ofSuite: false } : undefined;
}

const noTraffic = (file: string) =>
  new UserError(
    `${file} holds no recorded traffic: give a HAR file, an evidence.ndjson, or JSON lines of such entries.`,
  );

/** The first line of an evidence file. */
const isHeader = (value: unknown) => typeof (value as { runId?: unknown } | null)?.runId === 'string';

const isExchange = (value: unknown): value is Exchange => {
  const { id, scope, request } = (value ?? {}) as Partial<Exchange>;
  return typeof id === 'number' && typeof scope === 'string' && typeof request?.url === 'string';
};

/** HAR begins with its `log`, whatever is in it. @throws UserError when the file cannot be read */
function firstCharacters(file: string): string {
  let fd: number | undefined;
  try {
    fd = openSync(file, 'r');
    const bytes = Buffer.alloc(64);
    return bytes.toString('utf8', 0, readSync(fd, bytes));
  } catch (error) {
    throw new UserError(`Cannot read ${file}: ${(error as Error).message}.`);
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** @throws SyntaxError where a line is no JSON, such as the last one of a file that is cut */
async function* lines(file: string): AsyncGenerator<unknown> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity }))
    if (line.trim() !== '') yield JSON.parse(line);
}
