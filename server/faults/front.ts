/** The HTTP server that carries a fault: it stands in front of the reference server and looks like it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Pool } from 'undici';
import { keyHeader } from '../../contract/keys.js';
import { findRoute } from '../http/route.js';
import type { Store } from '../store/store.js';
import { ConnectionReset, type Environment, type Fault, type FaultRequest, type Forward, noFault } from './fault.js';

/** The server behind: its root, its store and a key with all permissions. */
export interface Behind {
  readonly url: string;
  readonly store: Store;
  readonly fullKey: string;
}

export interface Front {
  /** Root of the broken installation. */
  readonly url: string;
  /** From now on requests meet this fault, with an empty memory. */
  carry(fault: Fault): void;
  close(): Promise<void>;
}

/**
 * Starts on a free port of this machine, without a fault.
 *
 * @example
 * const server = await startServer({ keys: ['K'] });
 * const front = await startFront({ url: server.url, store: server.store, fullKey: 'K' });
 * front.carry(at('getTicket', status(500)));
 */
export async function startFront({ url: behind, store, fullKey }: Behind): Promise<Front> {
  const pool = new Pool(behind, { connections: 16 });
  let carried = { fault: noFault, memory: new Map<string, unknown>() };

  // What is refused before it was read whole may lose its refusal with the connection: it is sent once more.
  const forward: Forward = (sent) => attempt(sent).catch(() => attempt(sent));
  const attempt: Forward = async ({ method, url, headers, body }) => {
    const answer = await pool.request({ method: method as 'GET', path: url, headers, body });
    return { status: answer.statusCode, headers: endToEnd(answer.headers), body: await buffer(answer.body) };
  };
  const ask: Environment['ask'] = (method, url, json) => {
    const key = { [keyHeader.toLowerCase()]: fullKey };
    if (json === undefined) return forward({ method, url, headers: key, params: {} });
    const headers = { ...key, 'content-type': 'application/json' };
    return forward({ method, url, headers, body: Buffer.from(JSON.stringify(json)), params: {} });
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { fault, memory } = carried;
    const asked = await requestOf(request);
    const { status, headers, body, cutAfter } = await fault(asked, forward, { store, fullKey, memory, ask });
    response.writeHead(status, { ...headers, 'content-length': body.length });
    if (cutAfter === undefined || cutAfter >= body.length) response.end(body);
    else response.write(body.subarray(0, cutAfter), () => response.destroy());
  };
  const server = createServer((request, response) => {
    // A fault that fails itself must not look like one that was found: the connection breaks, and nothing is proven.
    answer(request, response).catch((error) =>
      response.destroy(error instanceof ConnectionReset ? undefined : (error as Error)),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    carry: (fault) => {
      carried = { fault, memory: new Map() };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await pool.destroy();
    },
  };
}

/** Headers that are about one connection and not about the message. */
const ofTheConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host', 'expect']);

const endToEnd = (headers: NodeJS.Dict<string | string[]>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || ofTheConnection.has(name) ? [] : [[name, [value].flat().join(', ')]],
    ),
  );

async function requestOf(request: IncomingMessage): Promise<FaultRequest> {
  const { method = '', url = '' } = request;
  const body = await buffer(request);
  return {
    method,
    url,
    headers: endToEnd(request.headers),
    ...(body.length > 0 ? { body } : {}),
    ...routed(method, url),
  };
}

function routed(method: string, url: string): Pick<FaultRequest, 'operation' | 'params'> {
  try {
    const { operation, params } = findRoute(method, url.split('?')[0] ?? '');
    return { operation: operation.id, params };
  } catch {
    return { params: {} };
  }
}
