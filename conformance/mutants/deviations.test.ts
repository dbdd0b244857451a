/** One cause is reported as one, wherever it shows: nothing else is called broken for it, and most is verified all the same. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Result } from '../../generated/results.js';
import { allChecks } from '../checks/index.js';
import { judge } from '../judge.js';
import { preflight } from '../preflight.js';
import { deviations } from './deviations.js';
import { sessionFor } from './engine/kill.js';
import { startTarget, type Target } from './engine/target.js';

let target: Target;
beforeAll(async () => {
  target = await startTarget([]);
});
afterAll(() => target.close());

/** Runs all checks, eight at a time as a run does. */
async function judged(): Promise<Result[]> {
  const session = sessionFor(target);
  await preflight(session);
  const results: Result[] = [];
  const waiting = [...allChecks];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) results.push(await judge(session, check));
  };
  await Promise.all(Array.from({ length: 8 }, work));
  await target.reset();
  return results;
}

test.each(deviations)('$description', async ({ fault, breaks }) => {
  target.layer.carry(fault);
  const results = await judged();
  const broken = results.filter(({ verdict }) => ['fail', 'warn', 'error'].includes(verdict));
  expect([...new Set(broken.map(({ requirement }) => requirement))].sort()).toEqual([...breaks].sort());
  const lost = results.filter(({ verdict }) => verdict === 'untestable');
  // What could not be verified names what is broken, or something that is not verified for that reason.
  const named = new Set<string | undefined>([...broken, ...lost].map(({ requirement }) => requirement));
  expect(lost.filter(({ prerequisite }) => !named.has(prerequisite)).map(({ requirement }) => requirement)).toEqual([]);
});
