/** The pace of requests: a rate that is kept, and that gives way where an installation limits it. */
import { setTimeout as sleep } from 'node:timers/promises';

/** What is left of the rate after a request was turned away, and the lowest rate. */
const slowing = 0.7;
const slowest = 1;
/** Requests a second after the first limit, where there was none. */
const startOfNone = 64;
/** Requests a second that are won back in each second without a limit. */
const recovery = 1;
/** How long everybody waits at most because of one request; that one waits for as long as it is told. */
const longestPauseMs = 5_000;

export class Pace {
  /** Requests a second now; 0 for no limit. */
  #rate: number;
  /** When the next request may go, in milliseconds. */
  #nextTurn = 0;
  /** The last one that waits. */
  #line: Promise<void> = Promise.resolve();
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
   */
  async turn(signal?: AbortSignal): Promise<void> {
    const [asked, before] = [this.now(), this.#line];
    const mine = (async () => {
      await before;
      let until = this.#nextTurn > asked ? this.now() : asked;
      while (until < this.#nextTurn) {
        const from = until;
        until = this.#nextTurn;
        signal?.throwIfAborted();
        await sleep(until - from, undefined, { signal }).catch(() => {});
      }
      signal?.throwIfAborted();
      this.#recover(until);
      // From when it was asked for, so that a timer that is late slows nobody down.
      if (this.#rate > 0) this.#nextTurn = Math.max(asked, this.#nextTurn) + 1000 / this.#rate;
    })();
    this.#line = mine.catch(() => {});
    return mine;
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
