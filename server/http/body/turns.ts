/** Shares the event loop among large requests: each gets a turn after all others have been looked at. */

const waiting: (() => void)[] = [];

/**
 * Resolves in a later round of the event loop, one caller a round. What is done until the next call is a slice of work
 * that nobody waits for longer than it takes, however many requests do the same.
 */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(next);
  });
}

function next(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(next);
}
