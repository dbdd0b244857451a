import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Express } from 'express';

/** How long a client may take, in milliseconds, to send a request's headers, and all of it. */
const HEADERS_TIMEOUT = 20_000;
const REQUEST_TIMEOUT = 300_000;

/** For HTTPS: a certificate and its key, in PEM. */
export interface Tls {
  readonly cert: string;
  readonly key: string;
}

/**
 * A server for an Express application.
 *
 * Express gives each request and response its own prototype after they were made, and engines then treat them as
 * objects of no known shape: that takes twice as long as everything else in a small request. Here they are made
 * with that prototype, so Express finds nothing to do.
 */
export function createHttpServer(app: Express, tls?: Tls): Server {
  const options = {
    headersTimeout: HEADERS_TIMEOUT,
    requestTimeout: REQUEST_TIMEOUT,
    IncomingMessage: withPrototype(IncomingMessage, app.request),
    ServerResponse: withPrototype(ServerResponse, app.response),
  };
  const server = tls === undefined ? createServer(options, app) : createHttpsServer({ ...options, ...tls }, app);
  // The body reader says "100 Continue" itself, after the key and the length have been looked at.
  server.on('checkContinue', app);
  return server;
}

/** A constructor like `base` whose objects have another prototype, which must be one that inherits from the base's. */
function withPrototype<Base extends typeof IncomingMessage | typeof ServerResponse>(
  base: Base,
  prototype: object,
): Base {
  function Made(this: object, ...parameters: unknown[]) {
    // Node's constructors are functions that may be called on an object that is there already.
    (base as unknown as (this: object, ...parameters: unknown[]) => void).apply(this, parameters);
  }
  Made.prototype = prototype;
  return Made as unknown as Base;
}
