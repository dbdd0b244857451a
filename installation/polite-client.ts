/** Sends requests to an installation that others use: at a rate, with a timeout, and again after 429 or 503. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Dispatcher, request } from 'undici';
import { keyHeader } from '../contract/keys.js';
import { type Network, reasonOf } from './network.js';
import { Pace } from './pace.js';
import { type BodyFault, readBody } from './read-body.js';
import { asksToWait, waitMs } from './retry-after.js';

export interface Limits {
  /** Requests a second; 0 for no limit. */
  rate: number;
  /** Milliseconds to wait for a whole answer. */
  timeoutMs: number;
  /** Retries after 429 or 503. */
  retries: number;
  /** Ends every wait. */
  signal?: AbortSignal;
  /** The clock, in milliseconds. Default: `Date.now`. */
  now?: () => number;
  /** Waits before a retry. Default: for the time that is given, unless the signal ends it. */
  wait?: (ms: number) => Promise<void>;
}

/** What is sent. */
export interface Outgoing {
  method: string;
  /** Names in lower case; that of the key is sent as the reference spells it. They come before those of the network. */
  headers: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** Whether it may not be sent again: then it gets a connection of its own. Default: false. */
  once?: boolean | undefined;
  /** Ends the waiting for an answer. */
  signal?: AbortSignal;
}

/** An answer. */
export interface Reply {
  status: number;
  headers: Headers;
  /** Unpacked. */
  body: Uint8Array<ArrayBuffer>;
  /** Why the body could not be read to its end; absent where it is whole. */
  fault?: BodyFault;
}

/** No answer came. The message says why. */
export class NoReply extends Error {
  /** Whether it did not come in time. */
  get isTimeout(): boolean {
    return this.cause instanceof Error && this.cause.name === 'TimeoutError';
  }
}

/** How often a request is sent again after 429 or 503, and how long the longest wait before that is. */
export interface Patience {
  retries: number;
  longestMs: number;
}

/** As it goes over the wire: the reference spells the header of the key `X-API-Key`, and clients copy that. */
const spelled = (headers: Outgoing['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name === keyHeader.toLowerCase() ? keyHeader : name, value]),
  );

/** Longest wait before a retry, whatever Retry-After says. */
const longestWaitMs = 60_000;

export class PoliteClient {
  readonly #pace: Pace;
  readonly #now: () => number;

  /** @param network the way to the installation */
  constructor(
    private readonly limits: Limits,
    private readonly network: Network,
  ) {
    this.#now = limits.now ?? Date.now;
    this.#pace = new Pace(limits.rate, this.#now);
  }

  /**
   * Waits for the turn of the next request under the rate.
   *
   * @param signal ends the waiting, with its reason. Default: that of the limits
   * @param urgent whether it goes before those that wait
   */
  turn(signal = this.limits.signal, urgent = false): Promise<void> {
    return this.#pace.turn(signal, urgent);
  }

  /**
   * Sends one request, without waiting for a turn, and reads the answer. Redirects are answers.
   *
   * @throws NoReply
   */
  async send(url: string, { method, headers, body, once, signal }: Outgoing): Promise<Reply> {
    const { timeoutMs } = this.limits;
    const { dispatcher, unshared, headers: own } = this.network;
    // Not AbortSignal.any: in Node 20 the timeout in it may be collected as garbage, and then never comes.
    const abort = new AbortController();
    const late = setTimeout(() => abort.abort(new DOMException('Too late', 'TimeoutError')), timeoutMs);
    const end = () => abort.abort(signal?.reason);
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
    try {
      const answer = await request(url, {
        method: method as Dispatcher.HttpMethod,
        headers: spelled({ ...own, ...headers }),
        body: body ?? null,
        dispatcher: once ? unshared : dispatcher,
        signal: abort.signal,
      });
      const pairs = Object.entries(answer.headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((one): [string, string] => [name, one]),
      );
      const { bytes, fault } = await readBody(answer.body, Object.fromEntries(pairs), (error) =>
        reasonOf(error, timeoutMs),
      );
      return { status: answer.statusCode, headers: new Headers(pairs), body: bytes, ...(fault ? { fault } : {}) };
    } catch (error) {
      throw new NoReply(reasonOf(error, timeoutMs), { cause: error });
    } finally {
      clearTimeout(late);
      signal?.removeEventListener('abort', end);
    }
  }

  /**
   * Calls `attempt` until its answer is neither 429 nor 503, or all retries are used up. Only for requests that may be
   * sent twice.
   *
   * @param replyOf the answer in the result of an attempt; undefined where none came
   * @param patience how often it is tried again, and how long the longest wait is. Default: that of all requests
   * @returns the result of the last attempt
   */
  async retry<T>(
    attempt: () => Promise<T>,
    replyOf: (result: T) => { status: number; retryAfter: string | null | undefined } | undefined,
    { retries, longestMs }: Patience = { retries: this.limits.retries, longestMs: longestWaitMs },
  ): Promise<T> {
    const { signal, wait = (ms) => sleep(ms, undefined, { signal }) } = this.limits;
    for (let tries = 0; ; tries += 1) {
      const result = await attempt();
      const reply = replyOf(result);
      if (tries === retries || !reply || !asksToWait(reply.status)) return result;
      const ms = Math.min(waitMs(reply.retryAfter, tries, this.#now()), longestMs);
      this.#pace.limited(ms);
      await wait(ms);
    }
  }
}
