/** The pace of requests: a rate that is kept, and that gives way where an installation limits it. */
import { setMaxListeners } from 'node:events';

/** What is left of the rate after a request was turned away, and the lowest rate. */
const slowing = 0.7;
const slowest = 1;
/** Requests a second after the first limit, where there was none. */
const startOfNone = 64;
/** Requests a second that are won back in each second without a limit. */
const recovery = 1;
/** How long everybody waits at most because of one request; that one waits for as long as it is told. */
const longestPauseMs = 5_000;

interface Waiting {
  /** Since when, in milliseconds. */
  asked: number;
  go(): void;
}

export class Pace {
  /** Requests a second now; 0 for no limit. */
  #rate: number;
  /** When the next request may go, in milliseconds. */
  #nextTurn = 0;
  /** Those that wait, in the order in which they asked. */
  readonly #urgent: Waiting[] = [];
  readonly #usual: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** Since when nothing was turned away. */
  #calmSince = 0;

  /**
   * @param most requests a second; 0 for no limit
   * @param now the clock, in milliseconds
   */
  constructor(
    private readonly most: number,
    private readonly now: () => number,
  ) {
    this.#rate = most;
  }

  /**
   * Waits for the turn of the next request. Who gives up while waiting takes no turn from those behind.
   *
   * @param signal ends the waiting, with its reason
   * @param urgent whether it goes before those that wait and are not
   */
  turn(signal?: AbortSignal, urgent = false): Promise<void> {
    const line = urgent ? this.#urgent : this.#usual;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const giveUp = () => {
        line.splice(line.indexOf(one), 1);
        this.#serve();
        reject(signal?.reason);
      };
      const go = () => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const one = { asked: this.now(), go };
      if (signal) setMaxListeners(0, signal);
      signal?.addEventListener('abort', giveUp);
      line.push(one);
      this.#serve();
    });
  }

  /** Gives those that wait their turns. @param time now; of a timer, which may be early, when it was to come */
  #serve(time = this.now()): void {
    clearTimeout(this.#timer);
    for (let [one] = this.#line; one; [one] = this.#line) {
      const until = Math.max(one.asked, time);
      if (until < this.#nextTurn) {
        const turn = this.#nextTurn;
        this.#timer = setTimeout(() => this.#serve(turn), turn - until);
        return;
      }
      this.#line.shift();
      this.#recover(until);
      // From when it was asked for, so that a timer that is late slows nobody down.
      if (this.#rate > 0) this.#nextTurn = Math.max(one.asked, this.#nextTurn) + 1000 / this.#rate;
      one.go();
    }
  }

  /** Those of whom the first is the next to go. */
  get #line(): Waiting[] {
    return this.#urgent.length > 0 ? this.#urgent : this.#usual;
  }

  /** A request was turned away, and waits for so long: everybody waits and goes on more slowly. */
  limited(waitMs: number): void {
    const now = this.now();
    const pause = Math.min(waitMs, longestPauseMs);
    this.#nextTurn = Math.max(this.#nextTurn, now + pause);
    // Requests that were under way together meet one limit.
    if (now < this.#calmSince) return;
    this.#rate = Math.max(slowest, (this.#rate || startOfNone) * slowing);
    this.#calmSince = now + pause + 1000;
  }

  #recover(now: number): void {
    const seconds = Math.floor((now - this.#calmSince) / 1000);
    if (seconds < 1 || this.#rate === this.most) return;
    this.#calmSince += seconds * 1000;
    this.#rate += seconds * recovery;
    if (this.#rate >= (this.most || startOfNone)) this.#rate = this.most;
  }
}
