import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readJsonFile } from './json-file.js';
import { UserError } from './user-error.js';

const folder = mkdtempSync(join(tmpdir(), 'json-file-'));

const written = (text: string) => {
  const file = join(folder, 'one.json');
  writeFileSync(file, text);
  return file;
};

test('a file is read, with a byte order mark too', () => {
  expect(readJsonFile('profile', written('{"a": 1}'))).toEqual({ a: 1 });
  expect(readJsonFile('profile', written('\uFEFF[2]'))).toEqual([2]);
});

describe('a mistake is told in one sentence', () => {
  test.each([
    ['no file', () => join(folder, 'none.json'), /^There is no profile .*none\.json\.$/],
    ['a folder', () => folder, /^The profile .* cannot be read: it is a folder\.$/],
    ['no JSON', () => written('{"a": '), /^The profile .*one\.json is no valid JSON: .*\.$/],
    ['nothing', () => written(''), /^The profile .*one\.json is no valid JSON: .*\.$/],
  ])('%s', (_, file, message) => {
    expect(() => readJsonFile('profile', file())).toThrow(UserError);
    expect(() => readJsonFile('profile', file())).toThrow(message);
  });
});
