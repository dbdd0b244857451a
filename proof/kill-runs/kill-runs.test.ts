import { expect, test } from 'vitest';
import { faultOf, killRuns, provesEnough } from './kill-runs.js';

test('after a kill or a signal in the middle of a run, nothing is left', async () => {
  const results = await killRuns(3, 2000);
  expect(results.map(faultOf)).toEqual([undefined, undefined, undefined]);
  expect(results.filter(({ midway }) => midway).length).toBeGreaterThanOrEqual(2);
});

test('tickets that are left, and another exit code, are faults', () => {
  const result = { signal: 'SIGTERM', after: 1, midway: true, left: 0, exitCode: 143 } as const;
  expect(faultOf(result)).toBeUndefined();
  expect(faultOf({ ...result, left: 2 })).toBe('2 tickets are left');
  expect(faultOf({ ...result, exitCode: 0 })).toBe('the run ended with 0 instead of 143');
});

test('where fewer than half hit a run in the middle, too little is proven', () => {
  expect(provesEnough([{ midway: true }, { midway: false }])).toBe(true);
  expect(provesEnough([{ midway: true }, { midway: false }, { midway: false }])).toBe(false);
});
