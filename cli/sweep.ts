/** `osticket-contract sweep`: removes what earlier runs left in an installation. */
import { Command } from 'commander';
import type { SettingsOptions } from '../conformance/run/settings.js';
import { sweep } from '../conformance/run/sweep.js';
import { exitCodes } from '../installation/exit.js';
import { print } from '../installation/print.js';
import { environmentHelp, settingsFrom, targetOptions } from './options.js';

export function sweepCommand(): Command {
  return targetOptions(
    new Command('sweep').description('remove the tickets that earlier runs made and left, after a crash'),
  )
    .addHelpText('after', `${environmentHelp}\n`)
    .action(async (options: SettingsOptions) => {
      const swept = await sweep(settingsFrom({ ...options, write: true }));
      if (swept.length === 0) print('There is nothing to sweep: no run has left a ledger.');
      for (const { run, left } of swept) {
        print(left.length === 0 ? `Run ${run}: everything is removed.` : `Run ${run}: left in the installation:`);
        for (const { number, subject, why } of left) print(`  ${number ?? 'no number known'}  ${subject}: ${why}`);
      }
      if (swept.some(({ left }) => left.length > 0)) process.exitCode = exitCodes.failed;
    });
}
