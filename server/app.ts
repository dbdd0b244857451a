/** The server as an Express application: the API, its documentation, and the log around them. */
import express, { type Express, type Request, type Response } from 'express';
import { type Logger, pino } from 'pino';
import { capabilities as knownCapabilities } from '../contract/keys.js';
import { docs, isDocs } from './docs.js';
import { createApi, type Progress } from './http/api.js';
import { answerError } from './http/errors.js';
import type { Autoresponse } from './http/operation.js';
import type { Store } from './store/store.js';

export interface AppOptions {
  readonly store: Store;
  /** Capabilities that are switched off; each is answered with 501. */
  readonly without?: readonly string[];
  /** Whether a database that an osTicket installation owns may be written to. Default: false. */
  readonly allowWrites?: boolean;
  /** Default: errors only, to the standard error. */
  readonly log?: Logger;
  /** One line a request, at the level `info`. Default: false. */
  readonly logRequests?: boolean;
  readonly now?: () => Date;
  /** Is given every auto-response that osTicket would send. Default: a line in the log. */
  readonly autorespond?: (mail: Autoresponse) => void;
}

/** Answers every request but those for the documentation. */
export type ApiListener = (request: Request, response: Response) => void;

/**
 * `app.locals.ready` is a promise that rejects when the contract cannot be served; requests wait for it by themselves.
 * `app.locals.answer` is the ApiListener (see http-server.ts). `app.locals.idle()` resolves when the requests that are
 * running now are done with the store, those whose clients have gone, too.
 *
 * @example createApp({ store: await openStore('memory') }).listen(3000)
 */
export function createApp(options: AppOptions): Express {
  const { store, without = [], allowWrites = false, now = () => new Date(), logRequests = false } = options;
  const log = options.log ?? pino({ level: 'error' }, pino.destination(2));
  const { autorespond = ({ number }) => log.info({ number }, 'Auto-response to the user (no mail is sent)') } = options;
  const capabilities = Object.fromEntries(
    Object.keys(knownCapabilities).map((name) => [name, !without.includes(name)]),
  );
  const api = createApi({ store, capabilities, allowWrites, now, autorespond });

  const running = new Set<Promise<void>>();
  const answer: ApiListener = (request, response) => {
    const progress: Progress = {};
    if (logRequests) logWhenDone(log, request, response, progress);
    const answered = api
      .answer(request, response, progress)
      .catch((error: unknown) => answerError(error, response, log, progress))
      .finally(() => running.delete(answered));
    running.add(answered);
  };

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use((request, response, next) => (isDocs(request.url) ? next() : answer(request, response)));
  app.use(docs());
  app.locals['ready'] = api.ready;
  app.locals['answer'] = answer;
  app.locals['idle'] = () => Promise.all(running);
  return app;
}

function logWhenDone(log: Logger, request: Request, response: Response, progress: Progress): void {
  const begin = performance.now();
  response.once('close', () => {
    const { operationId, keyId } = progress;
    const status = response.writableFinished ? response.statusCode : 'client gone';
    log.info(
      { operationId, method: request.method, status, ms: Math.round(performance.now() - begin), key: keyId },
      'request',
    );
  });
}
