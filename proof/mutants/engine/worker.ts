/** A process that tries the mutants that it is told to (see share.ts). */
import { allMutants } from '../index.js';
import type { Mutant } from './mutant.js';
import { tryMutants } from './run.js';
import type { Share, Told } from './share.js';

process.once('message', async ({ places, scope }: Share) => {
  const mutants = places.map((place) => allMutants[place] as Mutant);
  await tryMutants(mutants, scope, ({ mutant, ...trial }) => {
    const told: Told = { ...trial, place: allMutants.indexOf(mutant) };
    process.send?.(told);
  });
  process.disconnect();
});
// Nobody is left to tell: the command was ended.
process.once('disconnect', () => process.exit());
