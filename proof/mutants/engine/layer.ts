/** The HTTP server that carries a fault: it stands in front of the reference server and looks like it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Pool } from 'undici';
import { keyHeader } from '../../../contract/keys.js';
import { findRoute } from '../../../server/http/route.js';
import type { Store } from '../../../server/store/store.js';
import { type Fault, type FaultAnswer, type FaultRequest, type Forward, transparent } from './fault.js';

/** Headers that are about one connection and not about the message. */
const ofTheConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host', 'expect']);

const lasting = (headers: NodeJS.Dict<string | string[]>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || ofTheConnection.has(name) ? [] : [[name, [value].flat().join(', ')]],
    ),
  );

export interface Layer {
  /** Root of the broken installation. */
  readonly url: string;
  /** From now on requests meet this fault, with an empty memory. */
  carry(fault: Fault): void;
  close(): Promise<void>;
}

/** @param behind root of the unbroken server, its store and a key with all permissions */
export async function startLayer(behind: { url: string; store: Store; fullKey: string }): Promise<Layer> {
  const pool = new Pool(behind.url, { connections: 16 });
  const { store, fullKey } = behind;
  let carried: { fault: Fault; memory: Map<string, unknown> } = { fault: transparent, memory: new Map() };

  const forward: Forward = async ({ method, url, headers, body }) => {
    const answer = await pool.request({ method: method as 'GET', path: url, headers, body });
    return { status: answer.statusCode, headers: lasting(answer.headers), body: await buffer(answer.body) };
  };
  const ask = (method: string, url: string, json?: unknown) =>
    forward({
      method,
      url,
      headers: {
        [keyHeader.toLowerCase()]: fullKey,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(json === undefined ? {} : { body: Buffer.from(JSON.stringify(json)) }),
      params: {},
    });

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { fault, memory } = carried;
    const { status, headers, body } = await fault(await described(request), forward, { store, fullKey, memory, ask });
    response.writeHead(status, { ...headers, 'content-length': body.length });
    response.end(body);
  };
  const server = createServer((request, response) => {
    // A fault that fails itself must not look like one that was found: the connection breaks, and nothing is proven.
    answer(request, response).catch((error) => response.destroy(error));
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

async function described(request: IncomingMessage): Promise<FaultRequest> {
  const { method = '', url = '' } = request;
  const body = await buffer(request);
  return {
    method,
    url,
    headers: lasting(request.headers),
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

/** An answer of the layer's own. */
export const made = (status: number, type: string, body: string): FaultAnswer => ({
  status,
  headers: { 'content-type': type },
  body: Buffer.from(body),
});
