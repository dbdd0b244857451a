/** A server over a store with a small data set, for tests that go through real HTTP. */
import { pino } from 'pino';
import { afterAll, beforeAll, expect } from 'vitest';
import { permissions } from '../../contract/keys.js';
import { type OperationId, operation } from '../../contract/operations.js';
import { sampleRequests } from '../../contract/sample-requests.js';
import { listen } from '../../contract/server-for-tests.js';
import { fillStore } from '../../fixtures/fill.js';
import type { components } from '../../generated/types.js';
import { type AppOptions, createApp } from '../app.js';
import { createHttpServer } from '../http/http-server.js';
import { addKey } from '../rules/keys.js';
import { eachStore } from '../store/each-store.js';
import type { Store } from '../store/store.js';

type Ticket = components['schemas']['Ticket'];

export interface Call {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number>> | string;
  /** Sent as JSON; a string or bytes are sent as they are. */
  readonly body?: unknown;
  /** Default: the key with all permissions. Null: none. */
  readonly key?: string | null;
  readonly format?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly headers: Headers;
  /** The body as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of it.
  readonly json: any;
}

export interface Api {
  readonly url: string;
  readonly store: Store;
  /** Lines of the error log, as pino writes them. */
  readonly log: readonly string[];
  /** A key with all permissions. */
  readonly key: string;
  /** A key with these permissions only. */
  keyWith(...permissions: string[]): Promise<string>;
  /** A request of an operation. */
  call(id: OperationId, call?: Call): Promise<Reply>;
  /** A request to any path below the server's address. */
  fetch(method: string, path: string, call?: Call): Promise<Reply>;
  /** Makes a ticket. @returns its number */
  newTicket(fields?: Readonly<Record<string, unknown>>): Promise<string>;
  /** A ticket as getTicket shows it. */
  ticket(number: string | number): Promise<Ticket>;
  /** Does something with a server of other settings over the same store. */
  with<Result>(options: Partial<AppOptions>, work: (other: Api) => Promise<Result>): Promise<Result>;
}

const TICKETS = 40;
const SEED = 7;

/** Runs a block of tests on a server over every kind of store, each filled with the same 40 tickets. */
export function eachServer(title: string, body: (api: Api) => void): void {
  eachStore(title, (use) => {
    let started: Started;
    beforeAll(async () => {
      await fillStore(use.store, { tickets: TICKETS, seed: SEED });
      started = await start(use.store, await addKey(use.store, { permissions }), {});
    });
    afterAll(() => started?.stop());
    const lazy = new Proxy({} as Api, { get: (_, name) => started.api[name as keyof Api] });
    body(lazy);
  });
}

interface Started {
  readonly api: Api;
  stop(): Promise<void>;
}

async function start(store: Store, key: string, options: Partial<AppOptions>): Promise<Started> {
  const log: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void log.push(line) });
  const { app } = createApp({ store, log: logger, autorespond: () => undefined, ...options });
  const { url, close } = await listen(createHttpServer(app));
  return { api: client(url, store, key, log), stop: close };
}

function client(url: string, store: Store, key: string, log: string[]): Api {
  const api: Api = {
    url,
    store,
    log,
    key,
    keyWith: (...granted) => addKey(store, { permissions: granted }),
    call: (id, call = {}) => {
      const { method, path } = operation(id);
      const params = { format: call.format ?? 'json', ...call.params } as Record<string, string | number>;
      const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
      return api.fetch(method.toUpperCase(), `/api${filled}`, call);
    },
    async fetch(method, path, { query, body, key: otherKey, headers } = {}) {
      const text =
        typeof query === 'string' || query === undefined ? query : new URLSearchParams(query as never).toString();
      const isJson = body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array);
      const used = otherKey === undefined ? key : otherKey;
      const response = await fetch(`${url}${path}${text === undefined ? '' : `?${text}`}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(used !== null && { 'X-API-Key': used }),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: isJson ? JSON.stringify(body) : (body as string) }),
      });
      const received = await response.text();
      return {
        status: response.status,
        type: response.headers.get('content-type')?.split(';')[0] ?? '',
        text: received,
        headers: response.headers,
        get json() {
          return JSON.parse(received);
        },
      };
    },
    async newTicket(fields = {}) {
      const reply = await api.call('createTicket', { body: { ...newTicketBody, ...fields } });
      expect(reply.status, reply.text).toBe(201);
      return reply.text;
    },
    async ticket(number) {
      const reply = await api.call('getTicket', { params: { number } });
      expect(reply.status, reply.text).toBe(200);
      return reply.json;
    },
    async with(options, work) {
      const other = await start(store, key, options);
      try {
        return await work(other.api);
      } finally {
        await other.stop();
      }
    },
  };
  return api;
}

/** What a ticket needs at least. */
export const { body: newTicketBody } = sampleRequests.createTicket;

/** Expects the standard error object. @param message what its text must have in it */
export function expectError(reply: Reply, status: number, message: string | RegExp = ''): void {
  expect([reply.status, reply.type], reply.text).toEqual([status, 'application/json']);
  expect(Object.keys(reply.json).sort()).toEqual(['error', 'message']);
  expect(reply.json.error).toBe(true);
  expect(reply.json.message).toMatch(message);
  expect(reply.json.message).not.toBe('');
}

/** A data-URI of this content. */
export function dataUri(content: Uint8Array | string, type = 'text/plain'): string {
  return `data:${type};base64,${Buffer.from(content).toString('base64')}`;
}
