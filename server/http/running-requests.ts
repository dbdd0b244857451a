/** Which requests are at work with the store, those whose clients have gone, too. */
import type { RequestHandler } from 'express';
import type { Locals } from './stage.js';

export interface RunningRequests {
  /** Mounts a router whose requests count as running until they leave it, by `next` or by an error. */
  within(router: RequestHandler): RequestHandler;
  /** Resolves when the requests that are running now are done. */
  idle(): Promise<unknown>;
}

export function runningRequests(): RunningRequests {
  const running = new Set<Promise<void>>();
  return {
    within: (router) => (request, response, next) => {
      let done = () => {};
      const over = new Promise<void>((resolve) => {
        done = resolve;
      });
      running.add(over);
      router(request, response, (error?: unknown) => {
        // In the background: nobody waits for it.
        void (response.locals as Partial<Locals>).files?.close();
        running.delete(over);
        done();
        if (error !== undefined && error !== null) next(error);
      });
    },
    idle: () => Promise.all(running),
  };
}
