import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderForTests } from '../contract/folder-for-tests.js';
import { NdjsonFile, readNdjson } from './ndjson.js';

const folder = folderForTests();
const file = join(folder, 'a.ndjson');

test('grows, and nobody else can read it', () => {
  const lines = new NdjsonFile(file);
  lines.append({ a: 1 }, { b: 'ü' });
  lines.close();
  const again = new NdjsonFile(file);
  again.append({ c: 3 });
  again.close();
  expect(readNdjson(file)).toEqual([{ a: 1 }, { b: 'ü' }, { c: 3 }]);
  expect(statSync(file).mode & 0o077).toBe(0);
});

test('a line that was cut off is no entry, and the next one does not stand behind it', () => {
  writeFileSync(file, '{"a":1}\n{"b":');
  expect(readNdjson(file)).toEqual([{ a: 1 }]);
  const lines = new NdjsonFile(file);
  lines.append({ c: 3 });
  lines.close();
  expect(readFileSync(file, 'utf8')).toBe('{"a":1}\n{"c":3}\n');
});

test('what is durable is there for another process', async () => {
  rmSync(file);
  const lines = new NdjsonFile(file);
  expect(lines.isEmpty).toBe(true);
  await lines.appendDurably({ a: 1 });
  expect([lines.isEmpty, readNdjson(file)]).toEqual([false, [{ a: 1 }]]);
  lines.close();
});

test('a damaged line is refused, or left out', () => {
  writeFileSync(file, '{"a":1}\n{"b":\n{"c":3}\n');
  expect(() => readNdjson(file)).toThrow(/^Line 2 of .* is not JSON/);
  expect(readNdjson(file, 'skip')).toEqual([{ a: 1 }, { c: 3 }]);
});

test('another file, a folder and no file are a sentence each', () => {
  writeFileSync(file, 'a;b\n');
  expect(() => readNdjson(file)).toThrow(/Line 1 of .* is not JSON/);
  expect(() => readNdjson(join(folder, 'none'))).toThrow(/Cannot read .*none/);
  expect(() => new NdjsonFile(join(folder, 'no', 'b'))).toThrow(/Cannot write .*Name another file/);
});
