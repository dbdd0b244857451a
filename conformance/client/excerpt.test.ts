import { expect, test } from 'vitest';
import { excerpt, oneLine } from './excerpt.js';

test('a short text stays; a long one is cut and says how much is missing', () => {
  expect(excerpt('abc', 3)).toBe('abc');
  expect(excerpt('a rest that is short', 3)).toBe('a rest that is short');
  expect(excerpt('x'.repeat(2_010), 10)).toBe(`${'x'.repeat(10)} … (2,000 more characters)`);
});

test('no character is cut in half', () => {
  expect(excerpt(`ab😀${'c'.repeat(50)}`, 3)).toBe('ab … (52 more characters)');
});

test('one line has no line breaks, and shows control characters', () => {
  expect(oneLine(' a\r\n\tb\u001b[31mc\u0000 ', 30)).toBe('a b\\u{1b}[31mc\\u{0}');
});
