/** A fault accuses nobody else without a reason: a sample of the mutants. `npm run collateral` tries a larger one. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unexplained } from './engine/accused.js';
import { drawn } from './engine/drawn.js';
import { tryMutant } from './engine/kill.js';
import { nameOf } from './engine/mutant.js';
import { startTarget, type Target } from './engine/target.js';

let target: Target;
beforeAll(async () => {
  target = await startTarget([]);
});
afterAll(() => target.close());

// A fault that breaks nothing would accuse nobody, too.
test.each(drawn(6, 0).map((mutant) => [nameOf(mutant), mutant] as const))(
  '%s',
  async (_, mutant) => {
    const result = await tryMutant(target, mutant, 'all checks');
    expect(result.killed).toBe(true);
    expect(unexplained(result)).toEqual([]);
  },
  600_000,
);
