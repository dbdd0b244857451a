/** The HTTP server that carries a fault: it stands in front of the reference server and looks like it. */
import { setMaxListeners } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Readable } from 'node:stream';
import express, { type ErrorRequestHandler, type Request, type Response } from 'express';
import { Pool } from 'undici';
import { keyHeader } from '../../contract/keys.js';
import { type Operation, operations } from '../../contract/operations.js';
import type { RefusalId } from '../../generated/requirements.js';
import type { Tls } from '../http/http-server.js';
import { listening, urlOf } from '../http/listening.js';
import { basePath, exactPaths, pathsWithOtherExtension } from '../http/paths.js';
import { refusedForHeader } from '../http/refusal.js';
import type { Store } from '../store/store.js';
import {
  ConnectionReset,
  type Environment,
  type Fault,
  type FaultAnswer,
  type FaultRequest,
  type Forward,
  noFault,
} from './fault.js';
import { sendAnswer } from './send.js';

/** The server behind. */
export interface Behind {
  readonly url: string;
  readonly store: Store;
  /** A key with all permissions. */
  readonly fullKey: string;
  /** The values of keys by names, for faults that hit one of them. Default: none has a name. */
  readonly keys?: Readonly<Record<string, string>>;
}

export interface FrontOptions {
  /** Default: a free port. */
  readonly port?: number;
  /** Default: this machine. */
  readonly host?: string;
  /** Default: none, that is HTTP. */
  readonly tls?: Tls;
  /** Sees each request that comes in. @returns is given what the client is answered */
  readonly observe?: (request: FaultRequest) => (answer: FaultAnswer) => void;
}

export interface Front {
  /** Root of the broken installation. */
  readonly url: string;
  /** From now on requests meet this fault, with an empty memory. Those that a fault holds back lose their connection. */
  carry(fault: Fault): void;
  close(): Promise<void>;
}

/**
 * Starts without a fault.
 *
 * @example
 * const server = await startServer({ keys: ['K'] });
 * const front = await startFront({ url: server.url, store: server.store, fullKey: 'K' });
 * front.carry(at('getTicket', status(500)));
 */
export async function startFront(
  { url: behind, store, fullKey, keys = {} }: Behind,
  { port = 0, host = '127.0.0.1', tls, observe = () => () => {} }: FrontOptions = {},
): Promise<Front> {
  const pool = new Pool(behind, { connections: 16 });
  let carried = carrier(noFault);

  // What is refused before it was read whole may lose its refusal with the connection: it is sent once more.
  const forward: Forward = (sent) => attempt(sent).catch(() => attempt(sent));
  const attempt: Forward = async ({ method, url, headers, body }) => {
    // HEAD is GET whose answer is sent without its body: faults meet the same, and the length is that of what they make.
    const asked = method === 'HEAD' ? 'GET' : (method as 'GET');
    const answer = await pool.request({ method: asked, path: url, headers, body });
    const { [refusedForHeader]: refusedFor, ...seen } = endToEnd(answer.headers);
    return {
      status: answer.statusCode,
      headers: seen,
      body: await bytesOf(answer.body),
      refusedFor: refusedFor as RefusalId | undefined,
    };
  };
  const ask: Environment['ask'] = (method, url, json) => {
    const key = { [keyHeader.toLowerCase()]: fullKey };
    if (json === undefined) return forward({ method, url, headers: key, params: {} });
    const headers = { ...key, 'content-type': 'application/json' };
    return forward({ method, url, headers, body: Buffer.from(JSON.stringify(json)), params: {} });
  };
  const answer = async (request: Request, response: Response, operation?: Operation) => {
    const { fault, memory, ended } = carried;
    const asked = await requestOf(request, operation);
    const answered = observe(asked);
    const forwarded = { ...asked, headers: withClientAddress(asked.headers, request.socket.remoteAddress) };
    const answer = await fault(forwarded, forward, { store, fullKey, keys, memory, ask, signal: ended.signal });
    answered(answer);
    await sendAnswer(response, answer, ended.signal);
  };
  const carrying = (operation?: Operation) => (request: Request, response: Response) => {
    // A fault that fails itself must not look like one that was found: the connection breaks, and nothing is proven.
    answer(request, response, operation).catch((error) =>
      response.destroy(error instanceof ConnectionReset ? undefined : error),
    );
  };
  const app = express().disable('x-powered-by').enable('case sensitive routing').enable('strict routing');
  for (const operation of operations) {
    const paths = [...exactPaths(operation), ...pathsWithOtherExtension(operation)].map((path) => basePath + path);
    app[operation.method](paths, carrying(operation));
  }
  app.use(carrying());
  // A path that cannot be decoded leads to no operation.
  app.use(((_error, request, response, _next) => carrying()(request, response)) as ErrorRequestHandler);
  const server = tls === undefined ? createServer(app) : createHttpsServer(tls, app);
  await listening(server, port, host);
  return {
    url: urlOf(server),
    carry: (fault) => {
      carried.ended.abort();
      carried = carrier(fault);
    },
    close: async () => {
      carried.ended.abort();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await pool.destroy();
    },
  };
}

/** As a proxy adds it: the server behind knows by it from where a request came (AppOptions.trustedProxies). */
function withClientAddress(headers: FaultRequest['headers'], address = ''): FaultRequest['headers'] {
  const { 'x-forwarded-for': before } = headers;
  return { ...headers, 'x-forwarded-for': before === undefined ? address : `${before}, ${address}` };
}

function carrier(fault: Fault) {
  const ended = new AbortController();
  // Any number of requests may be held back.
  setMaxListeners(0, ended.signal);
  return { fault, memory: new Map<string, unknown>(), ended };
}

/** Headers that are about one connection and not about the message. What is packed, is packed by the front (send.ts). */
const ofTheConnection = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'host',
  'expect',
  'accept-encoding',
]);

const endToEnd = (headers: NodeJS.Dict<string | string[]>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || ofTheConnection.has(name) ? [] : [[name, [value].flat().join(', ')]],
    ),
  );

/** All that comes. `buffer` of node:stream/consumers goes by way of a Blob, which copies a large body once more. */
const bytesOf = async (stream: Readable): Promise<Buffer> => Buffer.concat(await stream.toArray());

/** As it came, with the operation that its route is for. */
async function requestOf(request: Request, operation: Operation | undefined): Promise<FaultRequest> {
  const { method, originalUrl: url } = request;
  const body = await bytesOf(request);
  return {
    method,
    url,
    headers: endToEnd(request.headers),
    headerNames: request.rawHeaders.filter((_, index) => index % 2 === 0),
    ...(body.length > 0 ? { body } : {}),
    // HEAD takes the route of GET, and is no operation.
    ...(operation?.method === method.toLowerCase() ? { operation: operation.id } : {}),
    params: request.params as Record<string, string>,
  };
}
