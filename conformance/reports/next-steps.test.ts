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

test('what older evidence does not have is told once, and apart from what the installation hides', () => {
  const reason = { code: 'no-evidence', text: 'The evidence has no GET' } as const;
  const older = steps(({ results }) => {
    const [passed, other] = results.results.filter(({ verdict }) => verdict === 'pass');
    const skipped = results.results.find(({ verdict }) => verdict === 'skip');
    if (!passed || !other || !skipped) throw new Error('The sample has too few results.');
    Object.assign(passed, { reason });
    Object.assign(other, { reason });
    Object.assign(skipped, { verdict: 'untestable', reason });
  });
  expect(older.at(-1)).toMatch(
    /^1 check asks for what this evidence does not have\. 2 checks are judged by some of the requests that they send today\./,
  );
  expect(older.filter((step) => step.includes('evidence'))).toHaveLength(1);
});
