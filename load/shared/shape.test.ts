/** The small checker of shapes agrees with Ajv, the judge of the server and the suite, on every answer of the scripts. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type OperationId, operation } from '../../contract/operations.js';
import { shapeFaults } from '../../contract/validators.js';
import { endpoints } from './contract.js';
import { shapeFault, unknownKeyword } from './shape.js';

const ids: OperationId[] = ['searchTickets', 'getTicket', 'downloadAttachment'];
const known = endpoints(readFileSync(new URL('../../generated/contract.json', import.meta.url), 'utf8'), ids);

const cases = ids.map((id) => {
  const media = operation(id).responses['200']?.['application/json'];
  const small = known.find((one) => one.id === id)?.schema;
  const example = Object.values(media?.examples ?? {})[0]?.value;
  if (!media || !small || example === undefined) throw new Error(`The contract has no example of ${id}`);
  return { id, schema: media.schema, small, example };
});

/** Every place in a value, as a path. */
function places(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (value === null || typeof value !== 'object') return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))];
}

function changed(
  value: unknown,
  [key, ...rest]: (string | number)[],
  change: (at: Record<string, unknown>, key: string) => void,
): unknown {
  const copy = structuredClone(value) as Record<string, unknown>;
  if (key === undefined) return copy;
  if (rest.length === 0) change(copy, String(key));
  else copy[key] = changed(copy[key], rest, change);
  return copy;
}

const judged = (value: unknown) =>
  cases.map(({ schema, small }) => [shapeFaults(schema, value).length > 0, shapeFault(small, value) !== undefined]);

test.each(cases)('$id: its example is right', ({ small, example }) => {
  expect(shapeFault(small, example)).toBeUndefined();
});

test.each(cases)(
  '$id: each field missing, of another type, or with another value is judged as by Ajv',
  ({ schema, small, example }) => {
    // Formats are left to the suite.
    const others = [null, true, -1, 0, 1.5, 'text', '', [], {}, 2 ** 40];
    let wrong = 0;
    for (const place of places(example)) {
      if (place.length === 0) continue;
      const broken = [
        changed(example, place, (at, key) => delete at[key]),
        ...others.map((other) =>
          changed(example, place, (at, key) => {
            at[key] = other;
          }),
        ),
      ];
      for (const value of broken) {
        const ajv = shapeFaults(schema, value).filter(({ expected }) => !expected.includes('format'));
        expect([place, JSON.stringify(value).slice(0, 300), shapeFault(small, value) !== undefined]).toEqual([
          place,
          JSON.stringify(value).slice(0, 300),
          ajv.length > 0,
        ]);
        wrong += ajv.length > 0 ? 1 : 0;
      }
    }
    expect(wrong).toBeGreaterThan(30);
  },
);

test('on any JSON both say the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const [ajv, small] of judged(value)) expect(small).toBe(ajv);
    }),
    { numRuns: 300 },
  );
});

test('a fault says where it is', () => {
  const [search] = cases;
  if (!search) throw new Error('No case');
  expect(shapeFault(search.small, [{ ...(search.example as object[])[0], statusId: 'one' }])).toBe(
    '/0/statusId is string, not integer',
  );
});

test('a keyword that cannot be checked is found wherever it stands', () => {
  expect(unknownKeyword({ type: 'array', items: { properties: { a: { oneOf: [] } } } })).toBe('oneOf');
});
