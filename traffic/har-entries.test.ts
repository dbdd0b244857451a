import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderForTests } from '../contract/folder-for-tests.js';
import { harEntries } from './har-entries.js';

const folder = folderForTests();

async function entriesOf(text: string): Promise<unknown[]> {
  const file = join(folder, 'a.har');
  writeFileSync(file, text);
  const entries: unknown[] = [];
  for await (const entry of harEntries(file)) entries.push(entry);
  return entries;
}

/** Longer than a piece that is read at a time, with everything that could be taken for an end. */
const awkward = 'a "quote", {braces}, [brackets], \\ and \\" and Ä 漢字 '.repeat(4_000);
const many = Array.from({ length: 9 }, (_, id) => ({ id, text: awkward, nested: [{ entries: [{}] }] }));

test('entries are found wherever a piece of the file ends', async () => {
  expect(await entriesOf(JSON.stringify({ log: { version: '1.2', entries: many } }, null, 1))).toEqual(many);
});

test('only those of the log are taken', async () => {
  const log = {
    comment: '"entries":[{"no":1}]',
    pages: [{ entries: [{ no: 2 }] }],
    entries: [{ yes: 1 }],
    entriesToo: [{ no: 3 }],
  };
  expect(await entriesOf(JSON.stringify({ log }))).toEqual([{ yes: 1 }]);
});

test('a file without entries has none; one that ends too early says so after those that are whole', async () => {
  expect(await entriesOf('{"log":{"entries":[]}}')).toEqual([]);
  await expect(entriesOf('{"log":{"entries":[{"a":1},{"b":')).rejects.toThrow('ends before');
  await expect(entriesOf('{"log":{}}')).rejects.toThrow('ends before');
});
