import { expect, test } from 'vitest';
import { killRuns } from './kill-runs.js';

test('after a kill, a sweep leaves nothing behind', async () => {
  const results = await killRuns(3, 6000);
  expect(results.map(({ after }) => after)).toEqual([0, 0, 0]);
});
