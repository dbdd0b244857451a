import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable, printableJson } from './printable.js';

test.each([
  ['an escape sequence', '\u001b[31mred\u001b[0m', '\\u{1b}[31mred\\u{1b}[0m'],
  ['one that sets the title', '\u001b]0;PWNED\u0007', '\\u{1b}]0;PWNED\\u{7}'],
  ['C1 in place of ESC [', '\u009b31m', '\\u{9b}31m'],
  ['a carriage return', 'fine\rgone', 'fine\\u{d}gone'],
  ['bidi overrides and isolates', 'a\u202eb\u2066c\u061c', 'a\\u{202e}b\\u{2066}c\\u{61c}'],
  ['what cannot be seen', 'a\u200bb\ufeffc\u{e0041}', 'a\\u{200b}b\\u{feff}c\\u{e0041}'],
  ['half a character', 'a\ud83d', 'a\\u{d83d}'],
  ["a command of GitHub's runner", 'x ##[add-mask]a', 'x ##\\u{5b}add-mask]a'],
  ['lines of Windows', 'a\r\nb', 'a\nb'],
])('%s', (_, text, shown) => expect(printable(text)).toBe(shown));

test('everything else stays as it is', () => {
  const text = 'Zeile 1\n\tZeile 2: Ä 漢字 العربية 👩‍👩‍👧 "\\u{1b}"';
  expect(printable(text)).toBe(text);
});

test('JSON means the same, and holds nothing that controls a terminal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const json = printableJson(JSON.stringify({ text }));
      expect(JSON.parse(json)).toEqual({ text });
      expect(printable(json)).toBe(json);
    }),
  );
});
