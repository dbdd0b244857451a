/** Every order that an installation may call alphabetical is taken for one, and no other. */
import { expect, test } from 'vitest';
import { alphabets, direction, numberOrders, timeOrder } from './order.js';

test.each([
  ['byte order', ['Billing', 'Zoo', 'billing', 'zoo']],
  ['without case', ['apple', 'Banana', 'cherry']],
  ['accents with their letter', ['Ecole', 'École B', 'Zoo']],
  ['accents after the alphabet', ['Zoo', 'Åre', 'Öster']],
  ['numbers by value', ['Level 2', 'Level 10', 'Level 11']],
  ['numbers as text', ['Level 10', 'Level 11', 'Level 2']],
])('alphabetical: %s', (_, names) => {
  expect(direction(names, alphabets)).toBe('ascending');
  expect(direction(names.toReversed(), alphabets)).toBe('descending');
});

test('what no alphabet has is no order', () => {
  expect(direction(['Billing', 'Support', 'Sales'], alphabets)).toBeUndefined();
});

test('ticket numbers by value or as text', () => {
  for (const numbers of [
    ['99', '100', '1000'],
    ['100', '1000', '99'],
  ]) {
    expect(direction(numbers, numberOrders(numbers))).toBe('ascending');
  }
  const mixed = ['100', '99', '1000'];
  expect(direction(mixed, numberOrders(mixed))).toBeUndefined();
});

test('equal values tell no direction', () => {
  expect(direction([], timeOrder)).toBe('all equal');
  expect(direction(['2026-01-01 00:00:00', '2026-01-01 00:00:00'], timeOrder)).toBe('all equal');
});
