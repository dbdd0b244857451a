import { expect, test } from 'vitest';
import { validator } from './validators.js';

test('equal schemas are compiled once', () => {
  const word = validator({ type: 'string', maxLength: 3 });
  expect(validator({ type: 'string', maxLength: 3 })).toBe(word);
  expect([word('abc'), word('abcd')]).toEqual([true, false]);
  const number = validator({ type: 'integer' });
  expect([number(1), number('abc')]).toEqual([true, false]);
});
