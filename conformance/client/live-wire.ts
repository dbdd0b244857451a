/** Sends requests to an installation: at its rate, with a timeout, within the budget, each one kept as evidence. */
import { type NetworkOptions, openNetwork } from '../../installation/network.js';
import { NoReply, PoliteClient } from '../../installation/polite-client.js';
import { asksToWait } from '../../installation/retry-after.js';
import { Course } from './course.js';
import type { Exchange } from './exchange.js';
import { LargeBodies } from './large-bodies.js';
import { received } from './received.js';
import type { Keyring } from './redaction.js';
import { keepSent } from './sent-body.js';
import { turnedAway } from './turned-away.js';
import { type OutgoingRequest, TargetGone, type Wire } from './wire.js';

/** Requests in a row without an answer after which an installation that never answered counts as gone. */
const patience = 3;
/** An installation that has answered before is waited for so many timeouts, and no longer than this. */
const outageTimeouts = 4;
const outageMs = 120_000;
/** Longest pause between two tries in an outage. */
const longestPauseMs = 10_000;
/** Retries of a reading that is not answered while others are. */
const loneRetries = 2;
/** The name of requests that only look whether the installation is there. */
const probing = 'is the installation there';
/** Bytes over which a request counts as a large upload. */
const largeBody = 2 ** 20;
/** How often a reading is sent whose answer breaks off. */
const triesToReadWhole = 3;
/** Retries after 429 or 503. */
const retries = 8;
/** Before the first request got through: an installation that is down is said to be so at once. */
const firstPatience = { retries: 1, longestMs: 2_000 };
/** Requests that the clean-up needs for a ticket, and milliseconds for all else that it does. */
const requestsPerTicket = 4;
const cleanUpMs = 15_000;

export interface WireSettings extends NetworkOptions {
  rate: number;
  timeoutMs: number;
  budgetMs: number;
}

export class LiveWire implements Wire {
  readonly live = true;
  readonly course: Course;
  #sent = 0;
  #unanswered = 0;
  /** Requests in a row that something before the API turned away, other than a limit. */
  #turnedAway = 0;
  #answered = 0;
  #answeringMs = 0;
  #lastAnswer: number | undefined;
  /** Whether anything but 429 or 503 was ever answered. */
  #served = false;
  readonly #large = new LargeBodies();
  /** A reading that was answered: whether the installation is there shows in it. */
  #probe: OutgoingRequest | undefined;
  readonly #client: PoliteClient;

  /**
   * @param tickets how many tickets the clean-up has to remove
   * @param sentBefore how many requests the run sent before it was stopped and resumed
   */
  constructor(
    private readonly settings: WireSettings,
    private readonly keyring: Keyring,
    private readonly evidence: { add(exchange: Exchange): void },
    private readonly tickets: () => number = () => 0,
    private readonly now: () => number = Date.now,
    sentBefore = 0,
  ) {
    const { rate, timeoutMs, budgetMs } = settings;
    this.#sent = sentBefore;
    this.course = new Course(budgetMs, () => Math.min(budgetMs / 2, this.#reserveMs), now);
    this.#client = new PoliteClient(
      { rate, timeoutMs, retries, now, wait: (ms) => this.course.wait(ms) },
      openNetwork(settings),
    );
  }

  get sent(): number {
    return this.#sent;
  }

  /** Whether the installation ever answered. */
  get hasAnswered(): boolean {
    return this.#lastAnswer !== undefined;
  }

  /** How long an outage is waited out. */
  get #patienceMs(): number {
    return Math.min(outageMs, outageTimeouts * this.settings.timeoutMs);
  }

  /** Time that the clean-up needs. */
  get #reserveMs(): number {
    const { rate } = this.settings;
    const pace = Math.max(rate > 0 ? 1000 / rate : 0, this.#answered > 0 ? this.#answeringMs / this.#answered : 0);
    const tickets = this.tickets();
    return tickets === 0 ? 0 : cleanUpMs + tickets * requestsPerTicket * pace;
  }

  async send(request: OutgoingRequest): Promise<Exchange> {
    await this.#requireSite();
    if (!request.once) return this.#read(request);
    // What changes something is not sent into an outage, since nobody could say what became of it.
    if (this.#unanswered > 0 && this.#probe) await this.#read({ ...this.#probe, scope: probing });
    return this.#exchange(request);
  }

  /** @throws TargetGone when not even what the API has answered before gets through to it any more */
  async #requireSite(): Promise<void> {
    if (this.#turnedAway < patience || !this.#probe) return;
    const before = turnedAway(await this.#exchange({ ...this.#probe, scope: probing }));
    if (!before || before.by === 'limit') return;
    throw this.course.end(
      new TargetGone(`No request gets through to the API any more: ${before.text}.`, 'target-gone'),
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
  async #whole(request: OutgoingRequest, failed: (reason: NoReply) => void): Promise<Exchange> {
    for (let tries = 1; ; tries += 1) {
      const exchange = await this.#exchange(request, failed);
      const cut = exchange.response?.unreadable?.kind === 'cut';
      if (!cut || tries === triesToReadWhole) return exchange;
    }
  }

  /** Sends a reading, and again after a lost connection: an outage is waited out. */
  async #read(request: OutgoingRequest): Promise<Exchange> {
    for (let tries = 0, lone = 0; ; tries += 1) {
      const sentAt = this.now();
      let timedOut = false;
      const exchange = await this.retry(
        () =>
          this.#whole(request, ({ isTimeout }) => {
            timedOut = isTimeout;
          }),
        (one) => one,
      );
      if (exchange.response || this.#lastAnswer === undefined) return exchange;
      await this.course.wait(Math.min(500 * 2 ** tries, longestPauseMs));
      if (this.#lastAnswer < sentAt && this.#probe && request.scope !== probing)
        await this.#exchange({ ...this.#probe, scope: probing });
      if (this.#lastAnswer >= sentAt) {
        // The installation is there: it is this request that it does not answer.
        if (timedOut || lone === loneRetries) return exchange;
        lone += 1;
      } else if (this.now() - this.#lastAnswer > this.#patienceMs) {
        const seconds = Math.round((this.now() - this.#lastAnswer) / 1000);
        const reason = `The installation has not answered for ${seconds} s: ${exchange.failure}.`;
        throw this.course.end(new TargetGone(reason, 'target-gone'));
      }
    }
  }

  /** Sends a request once. */
  async #exchange(request: OutgoingRequest, failed: (reason: NoReply) => void = () => {}): Promise<Exchange> {
    if (this.#lastAnswer === undefined && this.#unanswered >= patience) {
      const reason = `The installation left ${patience} requests in a row without an answer.`;
      throw this.course.end(new TargetGone(reason, 'target-gone'));
    }
    this.course.requireTime();
    await this.#client.turn(this.course.signal(), request.urgent);
    this.course.requireTime();
    const { scope, operation, method, url, headers, body, once } = request;
    const exchange: Exchange = {
      id: ++this.#sent,
      scope,
      operation,
      at: new Date(this.now()).toISOString(),
      request: { method, url, headers, ...(body === undefined ? {} : { body: keepSent(body) }) },
    };
    const started = performance.now();
    try {
      const reply = await this.#client.send(this.keyring.reveal(url), {
        method,
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, this.keyring.reveal(value)])),
        ...(body === undefined ? {} : { body }),
        once,
        signal: this.course.signal(once),
      });
      const { response, text } = received(reply, this.keyring);
      if (!once && this.course.signal().aborted) this.course.requireTime();
      const durationMs = Math.round(performance.now() - started);
      exchange.response = { ...response, durationMs };
      this.#noteAnswer(request, exchange, durationMs);
      this.evidence.add(exchange);
      // The run itself sees the body whole; only the file holds less of a long one.
      return this.#large.whole(exchange, text);
    } catch (error) {
      if (!(error instanceof NoReply)) throw error;
      failed(error);
      // A large upload may time out on a slow line; that says nothing about the installation.
      if ((body?.length ?? 0) <= largeBody) this.#unanswered++;
      const aborted = this.course.signal(once).aborted;
      exchange.failure = aborted ? 'not waited for, since the run ended' : this.keyring.redact(error.message);
      this.evidence.add(exchange);
      if (aborted && !once) this.course.requireTime();
      return exchange;
    }
  }

  #noteAnswer(request: OutgoingRequest, exchange: Exchange, durationMs: number): void {
    this.#unanswered = 0;
    this.#lastAnswer = this.now();
    this.#answered += 1;
    this.#answeringMs += durationMs;
    if (asksToWait(exchange.response?.status ?? 0)) return;
    this.#served = true;
    const isTurnedAway = turnedAway(exchange) !== undefined;
    this.#turnedAway = isTurnedAway ? this.#turnedAway + 1 : 0;
    if (isTurnedAway) return;
    if (!request.once) this.#probe ??= request;
  }
}
