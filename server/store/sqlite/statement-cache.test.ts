import { expect, test } from 'vitest';
import { openDatabase } from './open-database.js';
import { withStatementCache } from './statement-cache.js';

test('a statement is prepared once, and gives rows as objects', () => {
  const database = withStatementCache(openDatabase(':memory:'));
  database.prepare('create table t (a integer primary key, b text, c blob)').run([]);
  expect(database.prepare('insert into t (b, c) values (?, ?)').run(['x', Buffer.from('y')])).toMatchObject({
    changes: 1,
    lastInsertRowid: 1,
  });
  const select = database.prepare('select a, b, c from t where a >= ?');
  expect(database.prepare('select a, b, c from t where a >= ?')).toBe(select);
  expect([select.reader, select.all([0]), [...select.iterate([0])]]).toEqual([
    true,
    [{ a: 1, b: 'x', c: Buffer.from('y') }],
    [{ a: 1, b: 'x', c: Buffer.from('y') }],
  ]);
  database.close();
});

test('statements that come and go do not pile up', () => {
  const database = withStatementCache(openDatabase(':memory:'));
  const first = database.prepare('select 0');
  for (let i = 1; i <= 200; i += 1) database.prepare(`select ${i}`);
  expect(database.prepare('select 0')).not.toBe(first);
  expect(database.prepare('select 200')).toBe(database.prepare('select 200'));
  database.close();
});
