import { expect, test } from 'vitest';
import { nextSteps } from './next-steps.js';
import { listProblems } from './problems.js';
import { sample } from './sample.js';

const steps = (change: (one: ReturnType<typeof sample>) => void = () => {}) => {
  const one = sample();
  change(one);
  return nextSteps(one.results, listProblems(one.results, one.evidence));
};

test('names what comes first, and whose side it is', () => {
  expect(steps()).toEqual([
    expect.stringMatching(/^Until problems 1 to 2 are mended, let only people and networks that you trust/),
    expect.stringMatching(/^Until problem 3 is mended, programs that write should read back/),
    expect.stringMatching(/on the side of the server.*Give the report to whoever maintains it/),
  ]);
});

test('where nothing failed it says what was not checked, and where all was checked that nothing is to do', () => {
  const mended = ({ results }: ReturnType<typeof sample>) => {
    for (const result of results.results) if (result.verdict === 'fail') result.verdict = 'pass';
  };
  expect(steps(mended)[0]).toMatch(/^Nothing that .* is warned of\. 29 checks were not made/);
  expect(steps(mended)).toContain(
    '13 checks: Deletes were not allowed; run with `--deletes`. Run again with `--deletes`.',
  );
  const calm = steps((one) => {
    for (const result of one.results.results) if (result.verdict !== 'error') result.verdict = 'pass';
  });
  expect(calm[0]).toMatch(/^What was seen is in order\. 29 checks were not made/);
  const whole = steps((one) => {
    mended(one);
    one.results.verdict = 'conformant';
    Object.assign(one.results.counts, { skip: 0, untestable: 0 });
  });
  expect(whole).toEqual(['There is nothing to do.']);
});
