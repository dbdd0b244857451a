/** One cause is reported as one, wherever it shows: nothing else is called broken for it, and nothing is lost without a reason. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { judgeAll } from '../../conformance/run/judge-for-tests.js';
import { deviations } from './deviations.js';
import { sessionFor } from './engine/kill.js';
import { startTarget, type Target } from './engine/target.js';

let target: Target;
beforeAll(async () => {
  target = await startTarget([], { largeFiles: false });
});
afterAll(() => target.close());

test.each(deviations)(
  '$description',
  async ({ fault, breaks, mostUnverified = 100, unsafe = [] }) => {
    target.front.carry(fault);
    const results = await judgeAll(sessionFor(target));
    await target.reset();
    const broken = results.filter(({ verdict }) => ['fail', 'warn', 'error'].includes(verdict));
    expect([...new Set(broken.map(({ requirement }) => requirement))].sort()).toEqual([...breaks].sort());
    // What could not be verified leads to something that is broken, perhaps by way of others that could not be verified.
    const lost = new Map(
      results.flatMap((one) => (one.verdict === 'untestable' ? [[one.requirement, one.prerequisite]] : [])),
    );
    const unverified = results.filter(({ verdict }) => verdict === 'untestable').length;
    expect((unverified / results.length) * 100).toBeLessThanOrEqual(mostUnverified);
    const causes = [...lost.keys()].map((id) => {
      let cause: string | undefined = id;
      for (let step = 0; step < lost.size && cause && lost.has(cause) && !breaks.some((one) => one === cause); step++) {
        cause = lost.get(cause);
      }
      return cause;
    });
    expect([...new Set(causes)].filter((cause) => !breaks.some((one) => one === cause))).toEqual([]);
    // A run that has all keys and may do everything but send large files skips what does not apply, and what there is no ticket for.
    const skipped = results.filter(
      ({ verdict, reason }) =>
        verdict === 'skip' &&
        !/^(not-applicable|no-data)$/.test(reason?.code ?? '') &&
        !/large-files/.test(reason?.text ?? ''),
    );
    expect(skipped.map(({ requirement }) => requirement).sort()).toEqual([...unsafe].sort());
  },
  300_000,
);
