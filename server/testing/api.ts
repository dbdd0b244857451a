/** What tests of the server send, through real HTTP. */
import { expect } from 'vitest';
import { type OperationId, operation } from '../../contract/operations.js';
import { sampleRequests } from '../../contract/sample-requests.js';
import type { components } from '../../generated/types.js';
import type { AppOptions } from '../app.js';
import { addKey } from '../rules/keys.js';
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

interface Address {
  readonly url: string;
  readonly store: Store;
  /** Lines of the error log, as pino writes them. */
  readonly log: readonly string[];
  /** A key with all permissions. */
  readonly key: string;
}

export interface Started {
  readonly api: Api;
  stop(): Promise<void>;
}

type StartServer = (options: Partial<AppOptions>) => Promise<Started>;

export interface Api extends Address {
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

/** @param start starts another server over the same store */
export function apiClient({ url, store, key, log }: Address, start: StartServer): Api {
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
      const reply = await api.call('createTicket', { body: { ...sampleRequests.createTicket.body, ...fields } });
      expect(reply.status, reply.text).toBe(201);
      return reply.text;
    },
    async ticket(number) {
      const reply = await api.call('getTicket', { params: { number } });
      expect(reply.status, reply.text).toBe(200);
      return reply.json;
    },
    async with(options, work) {
      const other = await start(options);
      try {
        return await work(other.api);
      } finally {
        await other.stop();
      }
    },
  };
  return api;
}
