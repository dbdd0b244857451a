import { expect, test } from 'vitest';
import { pieces } from './words.js';

test('splits a sentence into words and code', () => {
  expect(pieces('`a` is `b c`.')).toEqual([
    { code: true, text: 'a' },
    { code: false, text: ' is ' },
    { code: true, text: 'b c' },
    { code: false, text: '.' },
  ]);
});

test('a lone backtick stays', () => {
  expect(pieces('a ` b')).toEqual([{ code: false, text: 'a ` b' }]);
});
