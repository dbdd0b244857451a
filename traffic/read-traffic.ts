/** Reads recorded traffic: HAR of a browser or a proxy, evidence of a run, or lines of JSON. Never a whole file at once. */
import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import type { Exchange } from '../conformance/client/exchange.js';
import { linesOf } from '../installation/ndjson.js';
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
      const recorded = isExchange(value)
        ? { exchange: value, ofSuite: true }
        : isHarEntry(value)
          ? { exchange: exchangeOf(value, read + 1, keys, basename(file)), ofSuite: false }
          : undefined;
      if (recorded) {
        read += 1;
        yield recorded;
      } else wrong += 1;
    }
  } catch (error) {
    if (read === 0) throw error instanceof UserError ? error : noTraffic(file);
    remark(`${file} is cut or damaged after entry ${read}: what stands before it is judged.`);
  }
  // The first line of an evidence file is its header.
  if (read === 0) throw noTraffic(file);
  if (wrong > 1) remark(`${file}: ${wrong} entries are no exchanges and are left out.`);
}

const noTraffic = (file: string) =>
  new UserError(
    `${file} holds no recorded traffic: give a HAR file, an evidence.ndjson, or JSON lines of such entries.`,
  );

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

async function* lines(file: string): AsyncGenerator<unknown> {
  for (const { value } of linesOf(file)) yield value;
}
