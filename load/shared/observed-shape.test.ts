import { expect, test } from 'vitest';
import { observedShape } from './observed-shape.js';
import { type Schema, shapeFault } from './shape.js';

const row: Schema = {
  type: 'object',
  required: ['id', 'isOverdue', 'staff'],
  properties: {
    id: { type: 'integer', minimum: 1 },
    isOverdue: { type: 'boolean' },
    staff: { type: ['string', 'null'] },
  },
};
const rows: Schema = { type: 'array', items: row };

test('answers as the contract has them leave its schema as it is', () => {
  const answer = [{ id: 1, isOverdue: false, staff: null }];
  const { schema, differences } = observedShape(rows, [answer]);
  expect(differences).toEqual([]);
  expect(shapeFault(schema, [{ id: 1, isOverdue: 0, staff: null }])).toBe('/0/isOverdue is integer, not boolean');
});

test('where answers differ, their own shape is expected, and every other stays an error', () => {
  const { schema, differences } = observedShape(rows, [
    [
      { id: 1, isOverdue: 0, staff: null },
      { id: 2, isOverdue: 1, staff: { name: 'Jane' } },
    ],
  ]);
  expect(differences).toEqual(['[].isOverdue is integer, not boolean', '[].staff is object, not string or null']);
  expect(shapeFault(schema, [{ id: 3, isOverdue: 1, staff: null }])).toBeUndefined();
  expect(shapeFault(schema, [{ id: 3, isOverdue: true, staff: null }])).toContain('/0/isOverdue is boolean');
  expect(shapeFault(schema, [{ id: 3, isOverdue: 1, staff: 'Jane' }])).toContain('/0/staff is string');
  expect(shapeFault(schema, [{ id: 0, isOverdue: 1, staff: null }])).toContain('/0/id is below 1');
  expect(shapeFault(schema, { error: true })).toContain('not array');
});

test('a missing field is no longer required, and said once', () => {
  const { schema, differences } = observedShape(rows, [
    [
      { id: 1, isOverdue: true },
      { id: 2, isOverdue: true },
    ],
  ]);
  expect(differences).toEqual(['[].staff is missing']);
  expect(shapeFault(schema, [{ id: 1, isOverdue: true }])).toBeUndefined();
  expect(shapeFault(schema, [{ isOverdue: true }])).toBe('/0/id is missing');
});
