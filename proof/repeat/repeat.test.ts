/** Scripts that repeat failures do so, for a sample of mutants of all operations. `npm run repeat-mutants` tries them all. */
import { afterAll, expect, test } from 'vitest';
import { startTarget, type Target } from '../mutants/engine/target.js';
import { allMutants } from '../mutants/index.js';
import { repeatMutant } from './repeat-mutant.js';

/** A few of all operations and of all families of mutants. */
const sample = allMutants.filter((_, index) => index % 125 === 5);

const targets = new Map<string, Promise<Target>>();
const targetOf = (without: readonly string[]) => {
  const target = targets.get(without.join()) ?? startTarget(without);
  targets.set(without.join(), target);
  return target;
};
afterAll(async () => {
  for (const target of targets.values()) await (await target).close();
});

test('at least 95 of 100 scripts show the fault again, and not of a server in order', {
  timeout: 600_000,
}, async () => {
  const failed: string[] = [];
  for (const mutant of sample) {
    const { name, why } = await repeatMutant(await targetOf(mutant.without), mutant);
    if (why !== undefined) failed.push(`${name}: ${why}`);
  }
  expect(sample.length).toBeGreaterThan(20);
  expect(failed.length, failed.join('\n')).toBeLessThanOrEqual(0.05 * sample.length);
});
