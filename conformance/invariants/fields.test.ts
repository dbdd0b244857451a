import { expect, test } from 'vitest';
import { fieldValues } from '../../contract/fields.js';
import { operation, operations } from '../../contract/operations.js';
import { Answer } from '../client/answer.js';
import { answerFields, fieldFaults } from './fields.js';
import { readField } from './read-field.js';

/** The contract's first example of a success. */
function sampleOf({ responses, successStatus }: (typeof operations)[number]): unknown {
  return Object.values(responses[successStatus]?.['application/json']?.examples ?? {})[0]?.value;
}

/** A copy with another value at a place. */
function changed(json: unknown, pointer: string, value: unknown): unknown {
  const copy = structuredClone(json) as Record<string, unknown>;
  const steps = pointer.split('/').slice(1);
  const last = steps.pop() ?? '';
  const parent = steps.reduce((at, step) => at[step] as Record<string, unknown>, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

const withFields = operations.filter(({ id }) => answerFields(id).length > 0 && sampleOf(operation(id)) !== undefined);

test.each(withFields.map(({ id }) => id))('%s: each wrong field is found, as by reading all of them', (id) => {
  const json = sampleOf(operation(id));
  let found = 0;
  for (const { field } of answerFields(id)) {
    for (const { pointer } of fieldValues(json, field).slice(0, 2)) {
      for (const wrong of [undefined, null, {}, [], 7, 'no such word']) {
        const text = JSON.stringify(changed(json, pointer, wrong));
        const request = { method: 'GET', url: 'http://localhost/', headers: {} };
        const response = { status: 200, headers: {}, body: { text }, durationMs: 0 };
        const answer = new Answer({ id: 1, scope: '', at: '', request, response }, id);
        const all = answerFields(id).flatMap(({ requirement }) => readField(requirement, answer.json).fault ?? []);
        const each = [...new Map(all.map((fault) => [fault.requirement, fault])).values()];
        expect(fieldFaults({ answer, operation: id })).toEqual(each);
        found += each.length;
      }
    }
  }
  expect(found).toBeGreaterThan(0);
});
