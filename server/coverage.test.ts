/** Every requirement of the contract has a test of the server: its ID is the title of one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { operations } from '../contract/operations.js';
import { requirements } from '../contract/requirements.js';
import type { RequirementId } from '../generated/requirements.js';
import { answerFieldRequirements, requestFieldRequirements } from './testing/field-requirements.js';

/** Requirements that no server can be tested for, with the reason. */
const excluded: Partial<Record<RequirementId, string>> = {
  'formats/no-rate-limit': 'Only recorded, and about what stands before an installation.',
};

const folder = fileURLToPath(new URL('.', import.meta.url));

function cited(): Set<string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
  const inTitles = files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/(?:req\(|\[)\s*'([a-zA-Z]+\/[\w-]+)'/g)].map(
      (match) => match[1] ?? '',
    ),
  );
  // Titles that tests make from the contract.
  const made = [...requestFieldRequirements, ...answerFieldRequirements].map(({ id }) => id);
  return new Set([...inTitles, ...made, ...operations.map(({ id }) => `${id}/permission`)]);
}

test('every requirement is tested', () => {
  const ids = cited();
  const untested = requirements.filter(({ id }) => !ids.has(id) && excluded[id] === undefined);
  expect(untested.map(({ id }) => id)).toEqual([]);
});

test('nothing is excluded that is tested or does not exist', () => {
  const ids = cited();
  const known = new Set<string>(requirements.map(({ id }) => id));
  expect(Object.keys(excluded).filter((id) => ids.has(id) || !known.has(id))).toEqual([]);
});
