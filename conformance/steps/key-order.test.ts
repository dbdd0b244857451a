import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keysInOrder } from './key-order.js';

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
