/** What the validator of requests says when it is made; what it refuses is tested with the fields and by the suite. */
import { expect, test } from 'vitest';
import type { Schema } from '../../contract/document.js';
import { operation } from '../../contract/operations.js';
import { validateRequest } from './request-validator.js';

const known = operation('createTicket');

test.each<[string, Schema]>([
  ['an expression that is none', { type: 'string', pattern: '(' } as Schema],
  ['a reference to nothing', { $ref: '#/components/schemas/Nothing' } as Schema],
])('a contract that cannot be compiled shows at the start: %s', (_, subject) => {
  const requestSchema = { type: 'object', properties: { subject } } as Schema;
  expect(() => validateRequest({ ...known, requestSchema })).toThrow(
    /requests of createTicket that cannot be compiled: /,
  );
  expect(() => validateRequest({ ...known, parameters: [{ name: 'x', in: 'query', schema: subject }] })).toThrow(
    /requests of createTicket/,
  );
});

test('the contract can be compiled', () => {
  expect(validateRequest(known).length).toBeGreaterThan(0);
});
