/** A fault accuses nobody else without a reason: a sample of the mutants. `npm run collateral` tries a larger one. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unexplained } from './engine/accused.js';
import { tryMutant } from './engine/kill.js';
import { nameOf } from './engine/mutant.js';
import { startTarget, type Target } from './engine/target.js';
import { allMutants } from './index.js';

let target: Target;
beforeAll(async () => {
  target = await startTarget([], { largeFiles: false });
});
afterAll(() => target.close());

/** Drawn by their names, so that a new mutant draws no others. */
const drawn = allMutants
  .map((mutant) => ({ mutant, name: nameOf(mutant), lot: createHash('sha1').update(nameOf(mutant)).digest('hex') }))
  .sort((one, other) => (one.lot < other.lot ? -1 : 1))
  .slice(0, 6);

// A fault that breaks nothing would accuse nobody, too.
test.each(drawn)(
  '$name',
  async ({ mutant }) => {
    const result = await tryMutant(target, mutant, 'all checks');
    expect(result.killed).toBe(true);
    expect(unexplained(result)).toEqual([]);
  },
  600_000,
);
