/** Faults of the connection, of time, and of what stands in front of an installation. */
import { STATUS_CODES } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionReset, type Fault, type FaultAnswer, reply } from './fault.js';
import { randomNumbers } from './random.js';

/** A request is answered later: by that much, or by something between that and `upTo`. @throws RangeError where that is less */
export function delayed(milliseconds: number, upTo = milliseconds, seed = 1): Fault {
  if (upTo < milliseconds)
    throw new RangeError(`/upTo should be >= ${milliseconds}, as /milliseconds is, and is ${upTo}`);
  const random = randomNumbers(seed);
  return async (sent, forward, { signal }) => {
    await sleep(milliseconds + random() * (upTo - milliseconds), undefined, { signal }).catch(() => {
      throw new ConnectionReset();
    });
    return forward(sent);
  };
}

/** When a fault strikes: before a request is carried out, or after it. */
export type Moment = 'request' | 'work';

/** The connection breaks in place of an answer. */
export const reset =
  (after: Moment): Fault =>
  async (sent, forward) => {
    if (after === 'work') await forward(sent);
    throw new ConnectionReset();
  };

/** The connection breaks in the middle of the answer. @param bytes of the body that are sent */
export const cut =
  (bytes: number): Fault =>
  async (sent, forward) => ({ ...(await forward(sent)), cutAfter: bytes });

/** The body of an answer comes that slowly. */
export const slow =
  (bytesPerSecond: number): Fault =>
  async (sent, forward) => ({ ...(await forward(sent)), bytesPerSecond });

/** The page of a web server or proxy stands in place of an answer. */
export const errorPage =
  (status: number, after: Moment): Fault =>
  async (sent, forward) => {
    if (after === 'work') await forward(sent);
    return page(status);
  };

export interface Limit {
  readonly status: number;
  /** Seconds; the header has them, or the date that they end at. */
  readonly retryAfter: number;
  readonly as: 'seconds' | 'date';
  /** Requests that are let through in each window of `retryAfter` seconds. */
  readonly allowed: number;
}

/** A limit turns requests away. */
export function turnedAway({ status, retryAfter, as, allowed }: Limit): Fault {
  let window = { begin: Number.NEGATIVE_INFINITY, requests: 0 };
  return async (sent, forward) => {
    const now = Date.now();
    if (now - window.begin >= retryAfter * 1000) window = { begin: now, requests: 0 };
    window.requests += 1;
    if (window.requests <= allowed) return forward(sent);
    const end = window.begin + retryAfter * 1000;
    const until = as === 'date' ? new Date(end).toUTCString() : String(Math.ceil((end - now) / 1000));
    const answer = page(status);
    return { ...answer, headers: { ...answer.headers, 'retry-after': until } };
  };
}

function page(status: number): FaultAnswer {
  const title = `${status} ${STATUS_CODES[status] ?? 'Error'}`;
  return reply(
    status,
    'text/html; charset=UTF-8',
    `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`,
  );
}
