/** `npm run repeat-mutants`: runs the script of each mutant's failure against that mutant. */

import type { Command } from 'commander';
import { exitCodes } from '../../installation/exit.js';
import { command, wholeFrom } from '../arguments.js';
import { chosen } from '../mutants/engine/run.js';
import { startTarget, type Target } from '../mutants/engine/target.js';
import { type Repeated, repeatMutant } from './repeat-mutant.js';

/** Of a hundred scripts so many must show the fault again. */
const wanted = 0.95;

await command(
  'repeat-mutants',
  'prove the scripts that repeat a failure: run each against the server that is broken in that way',
)
  .option('--only <glob>', "mutants of these requirements alone, such as 'getTicket/*'")
  .option('--every <number>', 'only every so many of them', wholeFrom(1), 1)
  .option('--first <number>', 'the place of the first of them', wholeFrom(0), 0)
  .option('--scripts', 'print the scripts that do not show the fault')
  .action(
    async (
      { only, every, first, scripts }: { only?: string; every: number; first: number; scripts?: boolean },
      command: Command,
    ) => {
      const mutants = chosen(only).filter((_, index) => index >= first && (index - first) % every === 0);
      if (mutants.length === 0) command.error('This fits no mutant.', { exitCode: exitCodes.badSettings });
      const targets = new Map<string, Target>();
      const failed: Repeated[] = [];
      for (const [index, mutant] of mutants.entries()) {
        if (index % 20 === 0)
          console.error(`${index} of ${mutants.length} tried, ${failed.length} do not show the fault again`);
        const kind = mutant.without.join();
        const target = targets.get(kind) ?? (await startTarget(mutant.without));
        targets.set(kind, target);
        const repeated = await repeatMutant(target, mutant);
        if (repeated.why === undefined) continue;
        failed.push(repeated);
        console.log(`${repeated.name}\n    ${repeated.why.slice(0, 600)}`);
        if (scripts && repeated.script) console.log(repeated.script);
      }
      for (const target of targets.values()) await target.close();
      const shown = mutants.length - failed.length;
      console.log(
        `${shown} of ${mutants.length} scripts show the fault again (${Math.floor((shown / mutants.length) * 1000) / 10} %).`,
      );
      process.exitCode = shown >= wanted * mutants.length ? exitCodes.conformant : exitCodes.failed;
    },
  )
  .parseAsync();
