import { afterAll, expect, test } from 'vitest';
import { SentFiles } from '../http/body/sent-files.js';
import { eachStore } from '../store/each-store.js';
import type { Store } from '../store/store.js';
import { deleteForgottenFiles, insertFile, type NewFile, withFiles } from './file-writes.js';
import { inTransaction } from './transaction.js';

const now = new Date('2026-11-27T12:00:00Z');

const requests: SentFiles[] = [];
afterAll(() => Promise.all(requests.map((files) => files.close())));

/** A file as a request brings it. */
async function sent(bytes: number): Promise<NewFile> {
  const files = new SentFiles();
  requests.push(files);
  const mark = files.begin();
  files.add(Buffer.alloc(bytes, 'content').toString('base64'));
  files.end();
  await files.settle(true);
  return { name: 'a.zip', mimeType: 'application/zip', content: files.content(mark) };
}

const rowsOf = async (store: Store, table: 'file' | 'file_chunk') =>
  (await store.db.selectFrom(table).selectAll().execute()).length;

eachStore('files', (use) => {
  test('large ones are stored before the work, in transactions that others get between', async () => {
    const { store } = use;
    const files = [await sent(5_000_000), await sent(100)];
    const stored = withFiles(store, files, now, async (ids) => ids);
    // It is asked for when the first transaction is already in line.
    const between = inTransaction(
      store,
      async (db) => (await db.selectFrom('file_chunk').select('chunk_id').execute()).length,
    );
    const ids = await stored;
    expect(await between).toBeLessThan(10);
    const chunks = await store.db
      .selectFrom('file_chunk')
      .selectAll()
      .where('file_id', '=', 'id' in (ids[0] ?? {}) ? (ids[0] as { id: number }).id : 0)
      .execute();
    const whole = Buffer.concat(
      chunks.sort((a, b) => a.chunk_id - b.chunk_id).map(({ filedata }) => filedata as Buffer),
    );
    expect(whole.equals(Buffer.alloc(5_000_000, 'content'))).toBe(true);
    expect(chunks.length).toBe(10);
  });

  test('small ones are left to the work', async () => {
    const files = [await sent(100)];
    expect(await withFiles(use.store, files, now, async (given) => given)).toEqual(files);
  });

  test('where the work fails, nothing of large ones is left', async () => {
    const { store } = use;
    const before = [await rowsOf(store, 'file'), await rowsOf(store, 'file_chunk')];
    let during = 0;
    const failing = withFiles(store, [await sent(5_000_000)], now, async () => {
      during = await rowsOf(store, 'file');
      throw new Error('Refused');
    });
    await expect(failing).rejects.toThrow('Refused');
    expect(during).toBeGreaterThan(before[0] as number);
    expect([await rowsOf(store, 'file'), await rowsOf(store, 'file_chunk')]).toEqual(before);
  });

  test('what an upload left that was cut short is removed after an hour; what is attached stays', async () => {
    const { store } = use;
    const [young, old, attached] = await inTransaction(store, async (db) => [
      await insertFile(db, await sent(10), '2026-11-27 11:30:00'),
      await insertFile(db, await sent(10), '2026-11-27 10:30:00'),
      await insertFile(db, await sent(10), '2026-11-27 10:30:00'),
    ]);
    await store.db
      .insertInto('attachment')
      .values({ object_id: 1, type: 'H', file_id: attached as number, inline: 0 })
      .execute();
    await deleteForgottenFiles(store, now);
    const left = await store.db.selectFrom('file').select('id').execute();
    const ids = left.map(({ id }) => id);
    expect([young, old, attached].map((id) => ids.includes(id as number))).toEqual([true, false, true]);
  });
});
