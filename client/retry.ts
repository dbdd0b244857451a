/** Sends a request again where that is wanted and safe. */
import { setTimeout as sleep } from 'node:timers/promises';
import { asksToWait, waitMs } from '../installation/retry-after.js';

export interface Retry {
  /** How often a request is sent again at most. */
  readonly times: number;
  /** Longest wait before that in milliseconds, whatever Retry-After says. Default: 60,000. */
  readonly longestMs?: number;
}

/**
 * A `fetch` that waits as Retry-After says, and then sends the request again: one that reads after 429 and 503, one that
 * writes after 429 alone. Who answers 429 has handed nothing on; after 503, and where no answer came, the work may be done.
 */
export function retrying(
  fetch: (request: Request) => Promise<Response>,
  { times, longestMs = 60_000 }: Retry,
): typeof fetch {
  return async (request) => {
    const mayRepeat = (status: number) => (request.method === 'GET' ? asksToWait(status) : status === 429);
    for (let tries = 0; ; tries += 1) {
      const response = await fetch(request.clone());
      if (tries >= times || !mayRepeat(response.status)) return response;
      await response.body?.cancel();
      const ms = waitMs(response.headers.get('retry-after'), tries, Date.now());
      await sleep(Math.min(ms, longestMs), undefined, { signal: request.signal });
    }
  };
}
