import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { json } from './json.js';
import { sample } from './sample.js';

const schema = JSON.parse(readFileSync(new URL('../results.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

function written(change: (results: Record<string, unknown>) => void = () => {}): unknown {
  const { results, evidence } = sample();
  change(results as unknown as Record<string, unknown>);
  return JSON.parse(json.render(results, evidence));
}

test('results.json is valid by its published schema', () => {
  validate(written());
  expect(validate.errors).toBeNull();
});

test.each<[string, (results: Record<string, unknown>) => void]>([
  [
    'a verdict that does not exist',
    (results) => {
      results.verdict = 'good';
    },
  ],
  [
    'a field that the schema does not have',
    (results) => {
      results.more = 1;
    },
  ],
  [
    'a missing field',
    (results) => {
      delete results.left;
    },
  ],
])('the schema refuses %s', (_, change) => {
  expect(validate(written(change))).toBe(false);
});
