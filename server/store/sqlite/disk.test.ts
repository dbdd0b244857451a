import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { folderForTests } from '../../../contract/folder-for-tests.js';
import { openStore, type Store } from '../open.js';
import { troubleOf } from '../trouble.js';

const folder = folderForTests();
afterEach(() => vi.restoreAllMocks());

/** In place of a disk: each of its flushes ends when the test says so. */
async function slowDisk() {
  const handle = await open(folder);
  const flushes: { done: () => void; fail: (error: Error) => void }[] = [];
  vi.spyOn(Object.getPrototypeOf(handle), 'datasync').mockImplementation(
    () => new Promise<void>((done, fail) => flushes.push({ done, fail })),
  );
  await handle.close();
  return flushes;
}

const now = { created: '2026-11-01 10:00:00', updated: '2026-11-01 10:00:00' };
const write = (store: Store, name: string) =>
  store.db
    .insertInto('team')
    .values({ name, ...now })
    .execute();
const names = async (store: Store) =>
  (await store.db.selectFrom('team').select('name').orderBy('team_id').execute()).map(({ name }) => name);

/** A store whose first flush, of what opening it wrote, is over. */
async function opened(name: string): Promise<Store> {
  const store = await openStore(`sqlite:${join(folder, name)}`);
  await names(store);
  return store;
}

test('a write is acknowledged when it is on the disk; who reads waits for no disk', async () => {
  const store = await opened('slow.sqlite');
  const flushes = await slowDisk();
  const acknowledged: string[] = [];
  const writes = ['one', 'two', 'three'].map((name) => write(store, name).then(() => acknowledged.push(name)));
  await vi.waitFor(() => expect(flushes).toHaveLength(1));
  expect(await names(store)).toEqual(['one', 'two', 'three']);
  expect(acknowledged).toEqual([]);
  flushes[0]?.done();
  // The first flush may have begun before the others were written: these two share the next one.
  await vi.waitFor(() => expect(flushes).toHaveLength(2));
  expect(acknowledged).toEqual(['one']);
  flushes[1]?.done();
  await Promise.all(writes);
  expect(acknowledged).toEqual(['one', 'two', 'three']);
  expect(flushes).toHaveLength(2);
  await store.close();
});

test('many rows that are written together are on the disk, too', async () => {
  const store = await opened('batch.sqlite');
  const flushes = await slowDisk();
  let acknowledged = false;
  const written = store.insertBatch({ team: [{ name: 'one', ...now }] }).then(() => {
    acknowledged = true;
  });
  await vi.waitFor(() => expect(flushes).toHaveLength(1));
  expect(acknowledged).toBe(false);
  flushes[0]?.done();
  await written;
  await store.close();
});

test('a write that the disk does not take is no success, and is not said to have changed nothing', async () => {
  const store = await opened('broken.sqlite');
  const flushes = await slowDisk();
  const refused = write(store, 'one').catch((error: unknown) => error);
  await vi.waitFor(() => expect(flushes).toHaveLength(1));
  flushes[0]?.fail(Object.assign(new Error('no room'), { code: 'ENOSPC' }));
  const error = await refused;
  expect(error).toEqual(new Error('A change was made that a power failure may take back: no room'));
  expect(troubleOf(error)).toBeUndefined();
  await store.close();
});
