import { expect, test } from 'vitest';
import { stale } from './generate.js';

test('generated/ is what the contract gives: otherwise run `npm run generate` and commit the result', async () => {
  expect(await stale()).toEqual([]);
});
