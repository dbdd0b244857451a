/** The clock of the executors; tests have one that does not wait. */
export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  /** Resolves at that moment, or as soon as the signal is aborted. */
  until(moment: number, signal: AbortSignal): Promise<void>;
}

export const realClock: Clock = {
  now: () => performance.now(),
  until(moment, signal) {
    const wait = moment - performance.now();
    if (wait <= 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, wait);
      signal.addEventListener('abort', done, { once: true });
    });
  },
};
