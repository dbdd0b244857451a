/** What is missing in one place must not blind the rest: most checks still come to a verdict, and nothing is accused. */
import { afterEach, expect, test } from 'vitest';
import { judgeAll } from '../../conformance/run/judge-for-tests.js';
import { sessionFor } from './engine/kill.js';
import { startTarget, type Target } from './engine/target.js';

let target: Target;
afterEach(() => target.close());

/** Plugins, each of which an installation may lack, and how many percent of the checks may be left without a verdict. */
const plugins = [
  ['subtickets', 8],
  ['markdown', 8],
] as const;

test.each(plugins)(
  'an installation without %s',
  async (plugin, most) => {
    target = await startTarget([plugin]);
    const results = await judgeAll(sessionFor(target));
    expect(results.filter(({ verdict }) => ['fail', 'warn', 'error'].includes(verdict))).toEqual([]);
    const open = results.filter(({ verdict, reason }) => verdict === 'untestable' && reason?.code !== 'target-gone');
    expect((open.length / results.length) * 100).toBeLessThan(most);
  },
  600_000,
);
