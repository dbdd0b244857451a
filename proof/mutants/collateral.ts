/** `npm run collateral`: breaks the reference server on purpose, and looks who else is accused than the broken requirement. */
import { exitCodes } from '../../installation/exit.js';
import { command, wholeFrom } from '../arguments.js';
import { unexplained } from './engine/accused.js';
import { drawn } from './engine/drawn.js';
import { nameOf } from './engine/mutant.js';
import { tryInProcesses } from './engine/share.js';

await command('collateral', 'prove that a fault accuses no requirement that it does not break')
  .option('--sample <mutants>', 'how many mutants, drawn evenly over all', wholeFrom(1), 300)
  .option('--first <number>', 'the place of the first of them', wholeFrom(0), 0)
  .action(async ({ sample: size, first }: { sample: number; first: number }) => {
    let [done, accusations, without, survived] = [0, 0, 0, 0];
    const mutants = drawn(size, first);
    await tryInProcesses(mutants, 'all checks', (result) => {
      const wrong = unexplained(result);
      done += 1;
      if (done % Math.ceil(mutants.length / 20) === 0) console.error(`${done} of ${mutants.length} mutants`);
      // A fault that is not found, or was not tried, accuses nobody, and proves nothing.
      if (!result.killed) {
        survived += 1;
        console.log(`${nameOf(result.mutant)}\n  survived: ${result.verdicts.join('; ')}`);
      }
      accusations += result.others.length;
      without += wrong.length;
      if (wrong.length > 0)
        console.log(`${nameOf(result.mutant)}\n  changes ${result.touched.join(', ')}\n  accuses ${wrong.join(', ')}`);
    });
    console.log(
      `${mutants.length} mutants, ${survived} survived, ${accusations} other accusations, ${without} without a reason`,
    );
    process.exitCode = without + survived > 0 ? exitCodes.failed : exitCodes.conformant;
  })
  .parseAsync();
