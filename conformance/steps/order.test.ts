/** Every order that an installation may call alphabetical is taken for one, and no other. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alphabets, direction, keysInOrder, numberOrders, timeOrder } from './order.js';

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

test('keys that look like integers stay where they are', () => {
  expect(keysInOrder('{"by": {"Support": 1, "10": {"2": 3}, "2": 1}, "10": 0}', 'by')).toEqual(['Support', '10', '2']);
});

test('what is no object has no keys', () => {
  for (const text of ['{"by": []}', '{"by": null}', '{"by": "a"}', '{}', '[]', 'null', '1', '"by"']) {
    expect(keysInOrder(text, 'by')).toEqual([]);
  }
});

test('any keys, beside any values, written in any way', () => {
  const keys = fc.uniqueArray(fc.oneof(fc.string({ unit: 'binary' }), fc.nat().map(String)));
  fc.assert(
    fc.property(keys, fc.jsonValue(), fc.constantFrom('', ' ', '\n\t'), (names, value, space) => {
      const json = JSON.stringify(value);
      const members = names.map((name) => `${JSON.stringify(name)}${space}:${space}${json}`);
      const text = `{"other":${json},${space}"by":{${members.join(`,${space}`)}}}`;
      expect(keysInOrder(text, 'by')).toEqual(names);
    }),
  );
});
