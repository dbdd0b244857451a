/** The course of a run: checks, then clean-up. The checks may end early, so that there is time to remove what they made. */
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { TargetGone } from './wire.js';

/** Requests that change something are waited for so long after the checks have ended early, so that their answers are known. */
const graceMs = 5000;
/** The clean-up may last so long over the budget: start, reports and this together take less than 30 s. */
const overtimeMs = 10_000;
/** How often the time is looked at while requests wait. */
const tickMs = 500;

export class Course {
  #ended: TargetGone | undefined;
  #isCleanUp = false;
  #now = controller();
  #soon = controller();
  readonly #start: number;
  readonly #ticks: NodeJS.Timeout;

  /**
   * @param budgetMs time for the whole run
   * @param reserveMs time that the clean-up needs, as far as is known
   */
  constructor(
    private readonly budgetMs: number,
    private readonly reserveMs: () => number,
    private readonly clock: () => number = Date.now,
  ) {
    this.#start = clock();
    this.#ticks = setInterval(() => this.#look(), tickMs).unref();
  }

  /** Why the run did not come to its end; the first reason, where there are several. */
  get ended(): TargetGone | undefined {
    return this.#ended;
  }

  /** Milliseconds until the checks, or then the clean-up, must have ended. */
  get leftMs(): number {
    const end = this.#start + this.budgetMs;
    return (this.#isCleanUp ? end + overtimeMs : end - this.reserveMs()) - this.clock();
  }

  /** Ends the checks, or what is left of the clean-up. @returns the reason */
  end(reason: TargetGone): TargetGone {
    this.#ended ??= reason;
    this.#now.abort(reason);
    const soon = this.#soon;
    setTimeout(() => soon.abort(reason), this.#isCleanUp ? 0 : graceMs).unref();
    return reason;
  }

  /** Ends the checks; a clean-up that is under way goes on. @returns the reason */
  endChecks(reason: TargetGone): TargetGone {
    if (!this.#isCleanUp) return this.end(reason);
    this.#ended ??= reason;
    return reason;
  }

  /** The checks are over, whether or not they came to their end. */
  beginCleanUp(): void {
    this.#isCleanUp = true;
    this.#now = controller();
    this.#soon = controller();
  }

  /** @throws TargetGone when nothing more may be sent */
  requireTime(): void {
    this.#look();
    this.#now.signal.throwIfAborted();
  }

  /** Ends the waiting for an answer. @param once whether the request changes something, so that its answer matters */
  signal(once = false): AbortSignal {
    return (once ? this.#soon : this.#now).signal;
  }

  /** Waits, but not over the time that is left. @throws TargetGone when nothing more may be sent then */
  async wait(ms: number): Promise<void> {
    const { signal } = this.#now;
    await sleep(Math.max(0, Math.min(ms, this.leftMs + 1)), undefined, { signal }).catch(() => {});
    this.requireTime();
  }

  close(): void {
    clearInterval(this.#ticks);
  }

  #look(): void {
    if (this.leftMs < 0) this.end(new TargetGone('The time for the run is used up (--budget).', 'out-of-budget'));
  }
}

/** One to which any number of requests listens. */
function controller(): AbortController {
  const made = new AbortController();
  setMaxListeners(0, made.signal);
  return made;
}
