import { describe, expect, test } from 'vitest';
import type { RefusalId, RequirementId } from '../generated/requirements.js';
import { type ContractDocument, contract, resolve } from './document.js';
import { fieldSchema } from './fields.js';
import { type OperationId, operation, operations } from './operations.js';
import { readRequirements } from './read-requirements.js';
import { refusalCodes, requirement, requirements } from './requirements.js';

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

describe('the codes of a refusal', () => {
  const isError = (code: string) => /^[45]/.test(code);
  const documentedFor = (operationId?: string) =>
    operations
      .filter(({ id }) => operationId === undefined || id === operationId)
      .flatMap(({ responses }) => Object.keys(responses).filter(isError));

  test('a requirement without `status` is none that a request can be refused for', () => {
    // @ts-expect-error: `npm run types` fails when this compiles.
    const wrong: RefusalId = 'createTicket/answers-201';
    expect(() => refusalCodes(wrong)).toThrow('createTicket/answers-201 has no status');
  });

  test('a requirement whose sentence or ID has the code of a refusal has these codes as its `status`', () => {
    const documented = documentedFor();
    for (const { id, sentence, status } of requirements) {
      const inSentence = new Set((sentence.match(/\b\d{3}\b/g) ?? []).filter((code) => documented.includes(code)));
      if (inSentence.size > 0) expect([...inSentence], id).toEqual(status?.map(String));
      const inId = /-([45]\d\d)$/.exec(id)?.[1];
      if (inId) expect(inId, id).toBe(String(status?.[0]));
      // An ID that says "refused" without a code, unless it is about what a refusal holds.
      if (/\brefused\b(?!-without-content)/.test(id)) expect(status, id).toBeDefined();
    }
  });

  // Requests with another method, to another path, or with any input: their codes are those of no one operation.
  const ofNone = ['errors/wrong-method-405', 'errors/unknown-path-404', 'errors/no-500-for-input'];
  const ofBody = /-(body|json|type|utf8|character)\b|-too-large-/;
  const ofExtension = /-extension$/;
  const concerned = ({ id, operationId }: (typeof requirements)[number]) => {
    if (operationId) return operations.filter((one) => one.id === operationId);
    if (ofNone.includes(id)) return [];
    return operations
      .filter(({ requestSchema }) => requestSchema !== undefined || !ofBody.test(id))
      .filter(({ path }) => !path.endsWith('.php') || !ofExtension.test(id));
  };

  test('every code that is accepted is documented for each operation', () => {
    for (const one of requirements.filter(({ status }) => status)) {
      const expected = expect.arrayContaining(one.status?.map(String) ?? []);
      for (const { id, responses } of concerned(one))
        expect(Object.keys(responses), `${one.id} of ${id}`).toEqual(expected);
    }
  });
});

describe('a requirement that is not well formed is refused, with its ID', () => {
  const withEntry = (id: string, entry: object): ContractDocument => ({
    ...contract,
    'x-requirements': { [id]: { impact: 'wrong', broken: 'It is wrong.', ...entry } },
  });
  test.each([
    ['no level', 'auth/x', {}, 'auth/x: needs exactly one of'],
    ['two levels', 'auth/x', { MUST: 'a', SHOULD: 'b', reference: 'r', because: 'c' }, 'auth/x: needs exactly one of'],
    ['a MUST without words of the reference', 'auth/x', { MUST: 'a' }, 'auth/x: a MUST quotes the reference'],
    ['a SHOULD without a reason', 'auth/x', { SHOULD: 'a' }, 'auth/x: a SHOULD gives its reason'],
    ['a status that is no error', 'auth/x', { MUST: 'a', reference: 'r', status: [400, 200] }, 'auth/x: status is one'],
    ['no sentence for people', 'auth/x', { MUST: 'a', reference: 'r', broken: '' }, 'auth/x: needs an impact'],
    ['an unknown impact', 'auth/x', { MUST: 'a', reference: 'r', impact: 'bad' }, 'auth/x: needs an impact'],
    ['an ID that nobody can type', 'auth/x y', { MUST: 'a', reference: 'r' }, 'auth/x y: an ID is'],
  ])('%s', (_, id, entry, message) => {
    expect(() => readRequirements(withEntry(id, entry))).toThrow(message);
  });
});
