import { expect, test } from 'vitest';
import { family } from './fixed-sequences.js';

test('each two optional fields of a creation stand together in one of those that every exploration begins with', () => {
  const fields = ['parent', 'files', 'departmentId', 'priority', 'topicId', 'due', 'html', 'origin', 'phone'] as const;
  const sent = family
    .filter((action) => action.kind === 'create')
    .map((action) => fields.filter((field) => ![action[field] ?? []].flat().every((one) => one === undefined)));
  const apart = fields.flatMap((one, index) =>
    fields
      .slice(index + 1)
      .filter((other) => !sent.some((names) => names.includes(one) && names.includes(other)))
      .map((other) => `${one} and ${other}`),
  );
  expect(apart).toEqual([]);
});
