/** A process that tries the mutants that it is sent (see share.ts). */
import { allMutants } from '../index.js';
import type { Mutant } from './mutant.js';
import { tryMutants } from './run.js';
import type { Report, Share } from './share.js';

process.once('message', async ({ places, scope }: Share) => {
  const mutants = places.map((place) => allMutants[place] as Mutant);
  await tryMutants(mutants, scope, ({ mutant, ...result }) => {
    const report: Report = { ...result, place: allMutants.indexOf(mutant) };
    process.send?.(report);
  });
  process.disconnect();
});
// Nobody is left to report to: the command was ended.
process.once('disconnect', () => process.exit());
