/** Sends requests to an installation: at its rate, with a timeout, within the budget, each one kept as evidence. */
import { type NetworkOptions, openNetwork } from '../../installation/network.js';
import { asksToWait, NoReply, PoliteClient } from '../../installation/polite-client.js';
import { type Exchange, keep } from './exchange.js';
import { LargeBodies } from './large-bodies.js';
import { received } from './received.js';
import type { Keyring } from './redaction.js';
import { asText, type OutgoingRequest, TargetGone, type Wire } from './wire.js';

/** Requests in a row without an answer after which the installation counts as gone. */
const patience = 3;
/** Bytes over which a request counts as a large upload. */
const largeBody = 2 ** 20;
/** How often a reading is sent whose answer breaks off. */
const triesToReadWhole = 3;
/** Retries after 429 or 503. */
const retries = 5;
/** Before the first request got through: an installation that is down is said to be so at once. */
const firstPatience = { retries: 1, longestMs: 2_000 };

export class LiveWire implements Wire {
  readonly live = true;
  #sent = 0;
  #unanswered = 0;
  /** Whether any request got through. */
  #served = false;
  readonly #large = new LargeBodies();
  readonly #deadline: number;
  readonly #client: PoliteClient;

  constructor(
    settings: { rate: number; timeoutMs: number; budgetMs: number } & NetworkOptions,
    private readonly keyring: Keyring,
    private readonly evidence: { add(exchange: Exchange): void },
    private readonly now: () => number = Date.now,
  ) {
    const { rate, timeoutMs, budgetMs } = settings;
    this.#deadline = now() + budgetMs;
    this.#client = new PoliteClient({ rate, timeoutMs, retries, now, deadline: this.#deadline }, openNetwork(settings));
  }

  get sent(): number {
    return this.#sent;
  }

  send(request: OutgoingRequest): Promise<Exchange> {
    return request.once
      ? this.#once(request)
      : this.retry(
          () => this.#whole(request),
          (exchange) => exchange,
        );
  }

  retry<T>(attempt: () => Promise<T>, exchangeOf: (result: T) => Exchange): Promise<T> {
    return this.#client.retry(
      attempt,
      (result) => {
        const { response } = exchangeOf(result);
        return response && { status: response.status, retryAfter: response.headers['retry-after'] };
      },
      this.#served ? undefined : firstPatience,
    );
  }

  /** Sends a request again whose answer broke off, as it may in any network. */
  async #whole(request: OutgoingRequest): Promise<Exchange> {
    for (let tries = 1; ; tries += 1) {
      const exchange = await this.#once(request);
      const cut = exchange.response?.unreadable?.kind === 'cut';
      if (!cut || tries === triesToReadWhole) return exchange;
    }
  }

  async #once(request: OutgoingRequest): Promise<Exchange> {
    if (this.#unanswered >= patience) {
      throw new TargetGone(`The installation left ${patience} requests in a row without an answer.`, 'target-gone');
    }
    await this.#client.turn();
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
      const reply = await this.#client.send(this.keyring.reveal(url), {
        method,
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, this.keyring.reveal(value)])),
        ...(body === undefined ? {} : { body }),
      });
      const { response, text } = received(reply, this.keyring);
      this.#unanswered = 0;
      this.#served ||= !asksToWait(reply.status);
      exchange.response = { ...response, durationMs: Math.round(performance.now() - started) };
      this.evidence.add(exchange);
      // The run itself sees the body whole; only the file holds less of a long one.
      return this.#large.whole(exchange, text);
    } catch (error) {
      if (!(error instanceof NoReply)) throw error;
      // A large upload may time out on a slow line; that says nothing about the installation.
      if ((body?.length ?? 0) <= largeBody) this.#unanswered++;
      exchange.failure = this.keyring.redact(error.message);
      this.evidence.add(exchange);
      return exchange;
    }
  }
}
