import { expect, test } from 'vitest';
import { fold } from './fold.js';

test.each([
  ['über', 'UBER'],
  ['ÀÉÎÕÜ ñ ç', 'AEIOU N C'],
  ['Straße', 'STRASE'],
  ['Ελλάδα', 'ΕΛΛΑΔΑ'],
  ['ёлка', 'ЕЛКА'],
  ['йод', 'ЙОД'],
  ['東京 서울 ﬁ', '東京 서울 ﬁ'],
  ['e\u0301', 'E\u0301'],
  ['😀 ok', '😀 OK'],
])('%s is compared as %s', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test('folding never changes the length, and folded text stays as it is', () => {
  for (let unit = 0; unit < 0x10000; unit += 1) {
    const folded = fold(String.fromCharCode(unit));
    if (folded.length !== 1 || fold(folded) !== folded) expect.fail(`U+${unit.toString(16)} folds to ${folded}`);
  }
});
