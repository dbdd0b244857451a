/** Opens a store and serves it. */
import type { Server } from 'node:http';
import type { Logger } from 'pino';
import { permissions } from '../contract/keys.js';
import { type App, type AppOptions, createApp } from './app.js';
import { createHttpServer, type Tls } from './http/http-server.js';
import { listening, urlOf } from './http/listening.js';
import { deleteForgottenFiles } from './queries/file-writes.js';
import { addKey, type NewKey } from './rules/keys.js';
import { openStore, type Store } from './store/open.js';
import { StoreError } from './store/store-error.js';

export interface ServerOptions extends Pick<AppOptions, 'now' | 'autorespond' | 'trustedProxies' | 'cors'> {
  /** `memory` (default), `sqlite:FILE` or `mysql://user:password@host:port/database?prefix=ost_`; or an open store. */
  readonly store?: string | Store;
  /** Is called with the open store before anything is served (see fixtures/made-up-tickets.ts). Default: nothing. */
  readonly fill?: (store: Store) => Promise<void>;
  /** Default: 0, a free one. */
  readonly port?: number;
  /** Default: 127.0.0.1. */
  readonly host?: string;
  /** Default: none, that is HTTP. */
  readonly tls?: Tls;
  /** API keys to add, a text with all permissions; `none` for those that are there. Left out: a random one. */
  readonly keys?: readonly (string | NewKey)[] | 'none';
  /** Capabilities that are switched off (`subtickets`, `markdown`). */
  readonly without?: readonly string[];
  /** Whether a database that an osTicket installation owns may be written to. Default: false. */
  readonly allowWrites?: boolean;
  /** With it, each request is one line. Default: errors only. */
  readonly log?: Logger;
  /** Whether a refusal carries the requirement that asks for it, for the front of faults. Default: false. */
  readonly namesRefusals?: boolean;
}

export interface RunningServer {
  /** Without a slash at its end; the API is below `/api`. */
  readonly url: string;
  readonly store: Store;
  /** The keys that were added; none in an osTicket installation's database, which has its own. */
  readonly keys: readonly string[];
  /** Answers the requests that are running, takes no new ones, and closes the store. */
  close(): Promise<void>;
}

/** A server in this process. */
export interface LocalServer extends RunningServer {
  /** Resolves when the requests that are running now are done with the store. */
  idle(): Promise<unknown>;
}

/**
 * @throws StoreError when the store cannot be opened or filled
 * @throws Error with the code EADDRINUSE or EACCES when the port cannot be had
 */
export async function startServer(options: ServerOptions = {}): Promise<LocalServer> {
  const { store, keys } = await prepareStore(options);
  try {
    const app = createApp({ ...options, store, logRequests: options.log !== undefined });
    const server = createHttpServer(app.app, options.tls);
    await listening(server, options.port ?? 0, options.host ?? '127.0.0.1');
    return { url: urlOf(server), store, keys, idle: app.idle, close: () => closed(server, app, store) };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** A database that gives a statement no answer for so long counts as away; in milliseconds. */
const PATIENCE = 10_000;

/** Opens the store, fills it, and adds the keys. @throws StoreError */
export async function prepareStore(options: ServerOptions): Promise<Pick<RunningServer, 'store' | 'keys'>> {
  const { store: named = 'memory' } = options;
  const store = typeof named === 'string' ? await openStore(named, PATIENCE) : named;
  try {
    await options.fill?.(store);
    if (store.owner === 'this-tool') await deleteForgottenFiles(store, new Date());
    return { store, keys: options.keys === 'none' ? [] : await addKeys(store, options.keys) };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function addKeys(store: Store, wanted: readonly (string | NewKey)[] | undefined): Promise<string[]> {
  if (store.owner === 'osticket') {
    if (wanted === undefined) return [];
    throw new StoreError(
      'This database belongs to an osTicket installation and has its own API keys: leave --key out and use one of those.',
    );
  }
  const keys: string[] = [];
  for (const one of wanted ?? [{ permissions }]) {
    const key: NewKey = typeof one === 'string' ? { key: one, permissions } : one;
    if (key.key !== undefined) await store.db.deleteFrom('api_key').where('apikey', '=', key.key).execute();
    keys.push(await addKey(store, key));
  }
  return keys;
}

async function closed(server: Server, { idle }: App, store: Store): Promise<void> {
  await new Promise<void>((resolve) => {
    // A connection whose request ends from now on is not kept for another one.
    server.keepAliveTimeout = 1;
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  await idle();
  await store.close();
}
