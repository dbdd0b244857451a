import { expect, test } from 'vitest';
import { openStore } from '../store/open.js';
import { inTransaction } from './transaction.js';

test('who only reads does not wait for all transactions that were asked for before', async () => {
  const store = await openStore('memory');
  const order: string[] = [];
  const writes = ['one', 'two', 'three'].map(async (name) => {
    await inTransaction(store, (db) => db.updateTable('config').set({ value: name }).where('key', '=', name).execute());
    order.push(name);
  });
  const read = store.db.selectFrom('config').selectAll().execute();
  await Promise.all([...writes, read.then(() => order.push('read'))]);
  expect(order.filter((name) => name !== 'read')).toEqual(['one', 'two', 'three']);
  expect(order.indexOf('read')).toBeLessThan(order.indexOf('three'));
  await store.close();
});

test('a transaction that fails does not stop those behind it', async () => {
  const store = await openStore('memory');
  const failing = inTransaction(store, async () => {
    throw new Error('No');
  });
  const next = inTransaction(store, async () => 'done');
  await expect(failing).rejects.toThrow('No');
  expect(await next).toBe('done');
  await store.close();
});
