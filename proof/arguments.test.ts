import { InvalidArgumentError } from 'commander';
import { expect, test } from 'vitest';
import { wholeFrom } from './arguments.js';

test.each(['1', '20', '1e3'])('%s is a whole number from 1 on', (text) => {
  expect(wholeFrom(1)(text)).toBe(Number(text));
});

test.each(['', ' ', 'x', '0', '-1', '1.5', '--help'])('"%s" is none, and a script does not take it for one', (text) => {
  expect(() => wholeFrom(1)(text)).toThrow(InvalidArgumentError);
});
