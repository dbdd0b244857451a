/** A clock that does not wait, and virtual users whose iterations take as long as the test says. */
import { setMaxListeners } from 'node:events';
import type { Clock } from '../clock.js';
import type { Execution, VirtualUser } from './executor.js';

export class TestClock implements Clock {
  #now = 0;
  #timers: { at: number; wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  until(at: number, signal: AbortSignal): Promise<void> {
    if (at <= this.#now || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = { at, wake: resolve };
      this.#timers.push(timer);
      signal.addEventListener('abort', () => {
        this.#timers = this.#timers.filter((one) => one !== timer);
        resolve();
      });
    });
  }

  /** Runs the work to its end, jumping from one timer to the next. */
  async run<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const result = work.finally(() => {
      over = true;
    });
    for (;;) {
      // First everything that needs no time to pass.
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
      if (over) return result;
      this.#timers.sort((a, b) => a.at - b.at);
      const next = this.#timers.shift();
      if (!next) throw new Error('Nothing will ever happen again.');
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
  }
}

export interface Trace {
  /** When each iteration began, with the number of its user. */
  begun: { at: number; user: number }[];
  ended: number;
  interrupted: number;
  dropped: number;
  users: number;
}

export function testExecution(duration: number | ((iteration: number) => number)): {
  execution: Execution;
  clock: TestClock;
  trace: Trace;
  stop: AbortController;
} {
  const clock = new TestClock();
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const trace: Trace = { begun: [], ended: 0, interrupted: 0, dropped: 0, users: 0 };
  const execution: Execution = {
    clock,
    stop: stop.signal,
    drop: (count) => {
      trace.dropped += count;
    },
    virtualUser: async (): Promise<VirtualUser> => {
      const user = ++trace.users;
      let running: AbortController | undefined;
      return {
        async iterate() {
          const own = new AbortController();
          running = own;
          const length = typeof duration === 'number' ? duration : duration(trace.begun.length);
          trace.begun.push({ at: clock.now(), user });
          await clock.until(clock.now() + length, own.signal);
          if (own.signal.aborted) trace.interrupted += 1;
          else trace.ended += 1;
          running = undefined;
        },
        interrupt: () => running?.abort(),
      };
    },
  };
  return { execution, clock, trace, stop };
}
