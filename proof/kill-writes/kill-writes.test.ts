import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { folderForTests } from '../../contract/folder-for-tests.js';
import { mariadbDatabase } from '../../server/store/each-store.js';
import { openStore } from '../../server/store/open.js';
import { halfWritten } from './half-written.js';
import { killWrites } from './kill-writes.js';

const ROUNDS = 3;

async function expectNothingLost(address: string): Promise<void> {
  const rounds = await killWrites(address, ROUNDS);
  expect(rounds.flatMap(({ findings }) => findings)).toEqual([]);
  // Otherwise nothing was tried.
  expect(rounds.reduce((sum, { acknowledged }) => sum + acknowledged, 0)).toBeGreaterThan(ROUNDS);
  expect(rounds.some(({ interrupted }) => interrupted > 0)).toBe(true);
}

describe('kill -9 while clients write: what was acknowledged is there, and nothing is half there', () => {
  const folder = folderForTests();

  test('in a SQLite file', async () => {
    await expectNothingLost(`sqlite:${join(folder, 'a.sqlite')}`);
  });

  test.skipIf(inject('mariadbUrl') === null)('in MariaDB', async () => {
    const place = await mariadbDatabase();
    await expectNothingLost(place.address);
    await place.remove();
  });
});

test('half-written things are found', async () => {
  const store = await openStore('memory');
  expect(await halfWritten(store)).toEqual([]);
  const time = '2026-01-01 00:00:00';
  await store.db
    .insertInto('ticket')
    .values({ number: '1', user_id: 1, status_id: 1, dept_id: 1, created: time, updated: time } as never)
    .execute();
  await store.db
    .insertInto('file')
    .values({ ft: 'T', bk: 'D', type: 'a/b', size: 3, key: 'k', signature: 's', name: 'n', created: time } as never)
    .execute();
  await store.db
    .insertInto('file_chunk')
    .values({ file_id: 1, chunk_id: 0, filedata: randomBytes(2) })
    .execute();
  expect(await halfWritten(store)).toEqual([
    '1 tickets without a subject',
    '1 tickets without a thread',
    '1 files without an attachment',
    '1 files that lack a piece',
  ]);
  await store.close();
});
