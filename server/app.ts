/** The server as an Express application: the log, the API, its documentation, and an answer for every error. */
import express, { type Express } from 'express';
import { type Logger, pino } from 'pino';
import { capabilities as knownCapabilities } from '../contract/keys.js';
import { docs } from './docs.js';
import { home } from './home.js';
import { apiRouter } from './http/api-router.js';
import { cors } from './http/cors.js';
import { answerErrors } from './http/errors.js';
import { forNoOtherUse, keptByNobody } from './http/headers.js';
import type { Autoresponse } from './http/operation.js';
import { basePath } from './http/paths.js';
import { logRequests } from './http/request-log.js';
import { runningRequests } from './http/running-requests.js';
import { refuseUnknownPath } from './http/wrong-path.js';
import type { Store } from './store/store.js';

export interface AppOptions {
  readonly store: Store;
  /** Capabilities that are switched off; each is answered with 501. */
  readonly without?: readonly string[];
  /** Whether a database that an osTicket installation owns may be written to. Default: false. */
  readonly allowWrites?: boolean;
  /**
   * How many proxies stand in front, each of which adds the address that it sees to X-Forwarded-For: a key that is bound to
   * an address is held against that of the outermost. Default: 0, the header says nothing.
   */
  readonly trustedProxies?: number;
  /** Origins of web pages that may use it, or `*`, beside those of this machine. Default: none. */
  readonly cors?: readonly string[];
  /** Default: errors only, to the standard error. */
  readonly log?: Logger;
  /** One line a request, at the level `info`. Default: false. */
  readonly logRequests?: boolean;
  /** Whether a refusal carries the requirement that asks for it, for the front of faults. Default: false. */
  readonly namesRefusals?: boolean;
  readonly now?: () => Date;
  /** Is given every auto-response that osTicket would send. Default: a line in the log. */
  readonly autorespond?: (mail: Autoresponse) => void;
}

export interface App {
  /** Can be mounted in another Express application, at its root. */
  readonly app: Express;
  /** Resolves when the requests that are running now are done with the store, those whose clients have gone, too. */
  idle(): Promise<unknown>;
}

/** @example createApp({ store: await openStore('memory') }).app.listen(3000) */
export function createApp(options: AppOptions): App {
  const { store, without = [], allowWrites = false, trustedProxies = 0, now = () => new Date() } = options;
  const log = options.log ?? pino({ level: 'error' }, pino.destination(2));
  const { autorespond = ({ number }) => log.info({ number }, 'Auto-response to the user (no mail is sent)') } = options;
  const capabilities = Object.fromEntries(
    Object.keys(knownCapabilities).map((name) => [name, !without.includes(name)]),
  );
  const running = runningRequests();

  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.set('trust proxy', trustedProxies);
  app.enable('case sensitive routing').enable('strict routing');
  if (options.logRequests) app.use(logRequests(log));
  app.use(forNoOtherUse, cors(options.cors ?? []));
  app.use(
    basePath,
    keptByNobody,
    running.within(
      apiRouter({ store, capabilities, allowWrites, trustsProxies: trustedProxies > 0, now, autorespond }),
    ),
  );
  app.use(home(store), docs());
  app.use(refuseUnknownPath);
  app.use(answerErrors(log, options.namesRefusals));
  return { app, idle: running.idle };
}
