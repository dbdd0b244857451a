import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import './mysql/mariadb.global-setup.js';
import { newDatabase } from './mysql/mariadb-for-tests.js';
import { openStore } from './open.js';
import type { Store } from './store.js';

/** The store of one block of tests. Its members can be read in tests and hooks. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Where it is, for tests that open it once more. */
  readonly address: string;
}

/**
 * Runs a block of tests on every kind of store, each on a new database that is gone afterwards: in memory, in a
 * SQLite file, and in MariaDB (skipped where it is not installed).
 *
 * @example eachStore('tickets', (use) => { test('...', async () => { await use.store.db.selectFrom('ticket')... }); });
 */
export function eachStore(title: string, body: (use: StoreUnderTest) => void): void {
  describe(`${title} (memory)`, () => block(body, async () => ({ address: 'memory', remove: async () => undefined })));
  describe(`${title} (SQLite file)`, () => block(body, sqliteFile));
  describe.skipIf(inject('mariadbUrl') === null)(`${title} (MariaDB)`, () => block(body, mariadbDatabase));
}

interface Place {
  readonly address: string;
  remove(): Promise<void>;
}

function block(body: (use: StoreUnderTest) => void, make: () => Promise<Place>): void {
  let place: Place;
  let store: Store;
  beforeAll(async () => {
    place = await make();
    store = await openStore(place.address);
  });
  afterAll(async () => {
    await store?.close();
    await place?.remove();
  });
  body({
    get store() {
      return store;
    },
    get address() {
      return place.address;
    },
  });
}

async function sqliteFile(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'osticket-store-'));
  return {
    address: `sqlite:${join(folder, 'tickets.sqlite')}`,
    remove: async () => rmSync(folder, { recursive: true }),
  };
}

/** A new, empty database on the test run's MariaDB. */
export async function mariadbDatabase(): Promise<Place> {
  const url = inject('mariadbUrl');
  if (url === null) throw new Error('MariaDB is not installed');
  const name = `test_${randomBytes(6).toString('hex')}`;
  return {
    address: await newDatabase(url, name),
    remove: async () => {
      const connection = await createConnection(url);
      await connection.query(`drop database ${name}`);
      await connection.end();
    },
  };
}
