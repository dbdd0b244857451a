/** Sends requests to an installation that others use: at a rate, with a timeout, and again after 429 or 503. */
import { setTimeout as sleep } from 'node:timers/promises';

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
  /** By this clock: no wait goes beyond it. Default: never. */
  deadline?: number;
}

/** A whole answer. */
export interface Reply {
  status: number;
  headers: Headers;
  body: Uint8Array<ArrayBuffer>;
}

/** No answer came, or only a part of one. The message says why. */
export class NoReply extends Error {}

/** Longest wait before a retry, whatever Retry-After says. */
const longestWaitMs = 60_000;

export class PoliteClient {
  #nextTurn = 0;
  readonly #now: () => number;

  constructor(private readonly limits: Limits) {
    this.#now = limits.now ?? Date.now;
  }

  /** Waits for the turn of the next request under the rate. */
  async turn(): Promise<void> {
    const { rate, signal } = this.limits;
    signal?.throwIfAborted();
    if (rate === 0) return;
    const now = this.#now();
    const turn = Math.max(now, this.#nextTurn);
    this.#nextTurn = turn + 1000 / rate;
    if (turn > now) await sleep(turn - now, undefined, { signal });
  }

  /**
   * Sends one request, without waiting for a turn, and reads the whole answer. Redirects are answers.
   *
   * @throws NoReply
   */
  async send(request: string | Request, init: RequestInit = {}): Promise<Reply> {
    const { timeoutMs } = this.limits;
    try {
      const answer = await fetch(request, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
      // Read here, so that a connection that breaks off in the middle is a NoReply, too.
      return { status: answer.status, headers: answer.headers, body: new Uint8Array(await answer.arrayBuffer()) };
    } catch (error) {
      throw new NoReply(reasonOf(error, timeoutMs), { cause: error });
    }
  }

  /**
   * Calls `attempt` until its answer is neither 429 nor 503, or all retries are used up. Only for requests that may be
   * sent twice.
   *
   * @param replyOf the answer in the result of an attempt; undefined where none came
   * @returns the result of the last attempt
   */
  async retry<T>(
    attempt: () => Promise<T>,
    replyOf: (result: T) => { status: number; retryAfter: string | null | undefined } | undefined,
  ): Promise<T> {
    const { retries, signal, deadline = Number.POSITIVE_INFINITY } = this.limits;
    for (let tries = 0; ; tries += 1) {
      const result = await attempt();
      const reply = replyOf(result);
      if (tries === retries || !reply || !asksToWait(reply.status)) return result;
      const wait = waitMs(reply.retryAfter, tries, this.#now());
      await sleep(Math.min(wait, Math.max(0, deadline - this.#now() + 1)), undefined, { signal });
    }
  }
}

/** Whether a status asks to try later. The API itself has neither: a web server or proxy answers so. */
export const asksToWait = (status: number): boolean => status === 429 || status === 503;

/** How long an installation asks to wait: in seconds, or until a date; where it does not say, longer each time. */
function waitMs(retryAfter: string | null | undefined, tries: number, now: number): number {
  const seconds = Number(retryAfter || Number.NaN) * 1000;
  const until = Date.parse(retryAfter ?? '') - now;
  const asked = [seconds, until].find(Number.isFinite) ?? 500 * 2 ** tries;
  return Math.min(Math.max(asked, 0), longestWaitMs);
}

/** Why no answer came. */
function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`;
  const cause = error.cause as { code?: string; message?: string } | undefined;
  switch (cause?.code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the host name is not known';
    case 'ECONNREFUSED':
      return 'the connection was refused';
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
      return 'the connection was closed before the answer was complete';
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return 'the host did not answer the connection';
    default:
      return cause?.message ?? cause?.code ?? error.message;
  }
}
