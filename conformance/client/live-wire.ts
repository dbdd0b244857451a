/** Sends requests to an installation: at its rate, with a timeout, within the budget, each one kept as evidence. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../run/settings.js';
import { keep } from './evidence.js';
import type { Exchange } from './exchange.js';
import type { Keyring } from './redaction.js';
import { asText, type OutgoingRequest, TargetGone, type Wire } from './wire.js';

/** So many requests in a row without an answer, and the installation counts as gone. */
const patience = 3;
/** Bytes over which a request counts as a large upload. */
const largeBody = 2 ** 20;
/** So often a request is sent again after 429 or 503: what stands before an installation limits its rate. */
const retries = 5;
const longestWaitMs = 60_000;

export class LiveWire implements Wire {
  readonly live = true;
  #sent = 0;
  #unanswered = 0;
  #nextSlot = 0;
  #waiting = 0;
  readonly #deadline: number;

  constructor(
    private readonly settings: Settings,
    private readonly keyring: Keyring,
    private readonly evidence: { add(exchange: Exchange): void },
    private readonly now: () => number = Date.now,
  ) {
    this.#deadline = now() + settings.budgetMs;
  }

  get waiting(): number {
    return this.#waiting;
  }

  get sent(): number {
    return this.#sent;
  }

  async send(request: OutgoingRequest): Promise<Exchange> {
    for (let attempt = 0; ; attempt++) {
      const exchange = await this.#once(request);
      const status = exchange.response?.status;
      if (attempt === retries || (status !== 429 && status !== 503)) return exchange;
      const wait = waitMs(exchange.response?.headers['retry-after'], attempt, this.now());
      // There is no use in waiting for longer than the run may last.
      await sleep(Math.min(wait, Math.max(0, this.#deadline - this.now() + 1)));
    }
  }

  async #once(request: OutgoingRequest): Promise<Exchange> {
    if (this.#unanswered >= patience) {
      throw new TargetGone(`The installation left ${patience} requests in a row without an answer.`, 'target-gone');
    }
    await this.#slot();
    if (this.now() > this.#deadline)
      throw new TargetGone('The time for the run is used up (--budget).', 'out-of-budget');
    const id = ++this.#sent;
    const { scope, operation, method, url, headers, body } = request;
    const exchange: Exchange = {
      id,
      scope,
      operation,
      at: new Date(this.now()).toISOString(),
      request: { method, url, headers, ...(body === undefined ? {} : { body: keep(asText(body)) }) },
    };
    const started = performance.now();
    try {
      const answer = await fetch(this.keyring.reveal(url), {
        method,
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, this.keyring.reveal(value)])),
        body: body as BodyInit | undefined,
        redirect: 'manual',
        signal: AbortSignal.timeout(this.settings.timeoutMs),
      });
      const text = await answer.text();
      this.#unanswered = 0;
      exchange.response = {
        status: answer.status,
        headers: Object.fromEntries([...answer.headers].map(([name, value]) => [name, this.keyring.redact(value)])),
        body: keep(this.keyring.redact(text)),
        durationMs: Math.round(performance.now() - started),
      };
      this.evidence.add(exchange);
      // The run itself sees the body whole; only the file holds less of a long one.
      return { ...exchange, response: { ...exchange.response, body: { text: this.keyring.redact(text) } } };
    } catch (error) {
      // A large upload may time out on a slow line; that says nothing about the installation.
      if ((body?.length ?? 0) <= largeBody) this.#unanswered++;
      exchange.failure = this.keyring.redact(failureOf(error, this.settings.timeoutMs));
      this.evidence.add(exchange);
      return exchange;
    }
  }

  /** Waits for the turn of the next request under the rate limit. */
  async #slot(): Promise<void> {
    if (this.settings.rate === 0) return;
    const now = this.now();
    const turn = Math.max(now, this.#nextSlot);
    this.#nextSlot = turn + 1000 / this.settings.rate;
    if (turn === now) return;
    this.#waiting += 1;
    await sleep(turn - now);
    this.#waiting -= 1;
  }
}

/** How long an installation asks to wait: in seconds, or until a date; where it does not say, longer each time. */
function waitMs(retryAfter: string | undefined, attempt: number, now: number): number {
  const seconds = Number(retryAfter || Number.NaN);
  const until = Date.parse(retryAfter ?? '') - now;
  const asked = [seconds * 1000, until].find(Number.isFinite) ?? 500 * 2 ** attempt;
  return Math.min(Math.max(asked, 0), longestWaitMs);
}

/** Why no answer came, in words. */
export function failureOf(error: unknown, timeoutMs: number): string {
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
