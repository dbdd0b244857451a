import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import { permissions } from '../../contract/keys.js';
import { listen } from '../../contract/server-for-tests.js';
import { fillStore } from '../../fixtures/fill.js';
import { type AppOptions, createApp } from '../app.js';
import { startFront } from '../faults/front.js';
import { createHttpServer } from '../http/http-server.js';
import { addKey } from '../rules/keys.js';
import { eachStore } from '../store/each-store.js';
import type { Store } from '../store/store.js';
import { type Api, apiClient, type Started } from './api.js';

const TICKETS = 40;
const SEED = 7;

/**
 * Runs a block of tests on a server over every kind of store, each filled with the same 40 tickets.
 *
 * @param isBehindFront whether the tests reach it through the front of faults, without a fault. Default: false
 */
export function eachServer(title: string, body: (api: Api) => void, isBehindFront = false): void {
  eachStore(title, (use) => {
    let started: Started;
    beforeAll(async () => {
      await fillStore(use.store, { tickets: TICKETS, seed: SEED });
      const own = await start(use.store, await addKey(use.store, { permissions }), {});
      started = isBehindFront ? await behindFront(own) : own;
    });
    afterAll(() => started?.stop());
    const lazy = new Proxy({} as Api, { get: (_, name) => started.api[name as keyof Api] });
    body(lazy);
  });
}

async function behindFront({ api, stop }: Started): Promise<Started> {
  const front = await startFront({ url: api.url, store: api.store, fullKey: api.key });
  const close = async () => {
    await front.close();
    await stop();
  };
  const { store, key, log } = api;
  return { api: apiClient({ url: front.url, store, key, log }, (options) => start(store, key, options)), stop: close };
}

async function start(store: Store, key: string, options: Partial<AppOptions>): Promise<Started> {
  const log: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void log.push(line) });
  const { app } = createApp({ store, log: logger, autorespond: () => undefined, ...options });
  const { url, close } = await listen(createHttpServer(app));
  const again = (other: Partial<AppOptions>) => start(store, key, other);
  return { api: apiClient({ url, store, key, log }, again), stop: close };
}
