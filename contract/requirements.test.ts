import { describe, expect, test } from 'vitest';
import type { RequirementId } from '../generated/requirements.js';
import { type ContractDocument, contract, resolve } from './document.js';
import { fieldSchema } from './fields.js';
import { type OperationId, operation, operations } from './operations.js';
import { readRequirements, requirement, requirements } from './requirements.js';

test('an ID that does not exist does not compile', () => {
  // @ts-expect-error: `npm run types` fails when this compiles.
  const wrong: RequirementId = 'createTicket/no-such-requirement';
  expect(() => requirement(wrong)).toThrow('no requirement createTicket/no-such-requirement');
});

test('every field that a requirement names is in the request or the answer of its operation', () => {
  for (const { field, operationId } of requirements) {
    if (!field) continue;
    const { requestSchema, answerSchema } = operation(operationId as OperationId);
    const properties = requestSchema ? resolve(requestSchema).properties : undefined;
    const schema = properties?.[field] ? requestSchema : answerSchema;
    expect(() => fieldSchema(schema ?? {}, field)).not.toThrow();
  }
});

test('every property of an answer has a requirement that names it', () => {
  const named = new Set(requirements.map(({ operationId, field }) => `${operationId} ${field}`));
  for (const { id, answerSchema: schema } of operations) {
    if (!schema) continue;
    const top = resolve(schema);
    const row = top.items ? resolve(top.items) : top;
    const missing = Object.keys(row.properties ?? {})
      .map((name) => (top.items ? `[].${name}` : name))
      .filter((field) => !named.has(`${id} ${field}`) && !(id === 'getParentTicket' && field === 'parent'));
    expect(missing, id).toEqual([]);
  }
});

describe('a requirement that is not well formed is refused, with its ID', () => {
  const withEntry = (id: string, entry: object): ContractDocument => ({
    ...contract,
    'x-requirements': { [id]: entry },
  });
  test.each([
    ['no level', 'auth/x', {}, 'auth/x: needs exactly one of'],
    ['two levels', 'auth/x', { MUST: 'a', SHOULD: 'b', reference: 'r', because: 'c' }, 'auth/x: needs exactly one of'],
    ['a MUST without words of the reference', 'auth/x', { MUST: 'a' }, 'auth/x: a MUST quotes the reference'],
    ['a SHOULD without a reason', 'auth/x', { SHOULD: 'a' }, 'auth/x: a SHOULD gives its reason'],
    ['an ID that nobody can type', 'auth/x y', { MUST: 'a', reference: 'r' }, 'auth/x y: an ID is'],
  ])('%s', (_, id, entry, message) => {
    expect(() => readRequirements(withEntry(id, entry))).toThrow(message);
  });
});
