/** Counts the requests that are running, so that the store is not closed under one whose client has gone. */
import type { RequestHandler } from 'express';
import type { Locals } from './stage.js';

export interface RunningRequests {
  /** Wraps a router: a request counts as running until it leaves the router, by `next` or by an error. */
  within(router: RequestHandler): RequestHandler;
  /** Resolves when the requests that are running now are done. */
  idle(): Promise<unknown>;
}

export function runningRequests(): RunningRequests {
  const all = new Set<Promise<void>>();
  return {
    within: (router) => (request, response, next) => {
      let left = () => {};
      const running = new Promise<void>((resolve) => {
        left = resolve;
      });
      all.add(running);
      router(request, response, (error?: unknown) => {
        // In the background: nobody waits for it.
        void (response.locals as Partial<Locals>).files?.close();
        all.delete(running);
        left();
        // Without an error the request was answered: apiRouter refuses what it does not know.
        if (error) next(error);
      });
    },
    idle: () => Promise.all(all),
  };
}
