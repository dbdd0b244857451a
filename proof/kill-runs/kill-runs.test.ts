import { expect, test } from 'vitest';
import { killTrials } from './kill-runs.js';

test('after a kill, a sweep leaves nothing behind', async () => {
  const trials = await killTrials(3, 6000);
  expect(trials.map(({ after }) => after)).toEqual([0, 0, 0]);
});
