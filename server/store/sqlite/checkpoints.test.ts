import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { folderForTests } from '../../../contract/folder-for-tests.js';
import { openStore } from '../open.js';
import { longestLog } from './checkpoints.js';

const folder = folderForTests();

test('a large write is copied into the file by a thread, not by its commit; the log is gone in the end', async () => {
  const file = join(folder, 'large.sqlite');
  const store = await openStore(`sqlite:${file}`);
  const bytes = 8 * 2 ** 20;
  expect(statSync(file).size).toBeLessThan(bytes);
  await store.db.transaction().execute(async (db) => {
    await db
      .insertInto('file_chunk')
      .values({ file_id: 1, chunk_id: 0, filedata: Buffer.alloc(bytes, 1) })
      .execute();
  });
  const { rows } = await sql<{ wal_autocheckpoint: number }>`pragma wal_autocheckpoint`.execute(store.db);
  expect(rows).toEqual([{ wal_autocheckpoint: longestLog }]);
  await vi.waitFor(() => expect(statSync(file).size).toBeGreaterThan(bytes), { timeout: 20_000 });
  await store.close();
  expect(existsSync(`${file}-wal`)).toBe(false);
});
