/** `osticket-contract sweep`: removes what earlier runs left in an installation. */
import { Command } from 'commander';
import type { SettingsOptions } from '../conformance/run/settings.js';
import { type Swept, sweep } from '../conformance/run/sweep.js';
import { exitCodes } from '../installation/exit.js';
import { print } from '../installation/print.js';
import { environmentHelp, settingsFrom, targetOptions } from './options.js';

export function sweepCommand(): Command {
  return targetOptions(
    new Command('sweep').description('remove the tickets that earlier runs made and left, after a crash'),
  )
    .addHelpText(
      'after',
      `${environmentHelp}

Exit codes: 0 nothing is left, 1 tickets are left or a ledger is damaged, 2 bad settings, 3 target lost, 6 out of time.
`,
    )
    .action(async (options: SettingsOptions) => {
      const swept = await sweep(settingsFrom({ ...options, write: true }));
      for (const line of told(swept)) print(line);
      process.exitCode = codeOf(swept);
    });
}

function codeOf({ runs, damaged }: Swept): number {
  const [ended] = runs.flatMap((run) => run.ended ?? []);
  if (ended) return ended.code === 'out-of-budget' ? exitCodes.outOfTime : exitCodes.notReachable;
  return damaged.length === 0 && runs.every(({ left }) => left.length === 0) ? exitCodes.conformant : exitCodes.failed;
}

/** What a sweep did, in lines. */
function told({ runs, damaged }: Swept): string[] {
  if (runs.length + damaged.length === 0) return ['There is nothing to sweep: no run has left a ledger.'];
  const lines = runs.flatMap(({ run, file, left }) => {
    if (left.length === 0) return [`Run ${run}: everything is removed.`];
    const tickets = left.map(({ number, subject, why }) => `  ${number ?? 'no number known'}  ${subject}: ${why}`);
    return [
      `Run ${run}: left in the installation:`,
      ...tickets,
      `  ${file} is kept. Sweep again, or remove it when they are gone.`,
    ];
  });
  const broken = damaged.map(
    ({ why }) =>
      `A ledger is damaged: ${why} It is kept. Look for tickets of its run in the installation, then remove it.`,
  );
  return [...lines, ...broken];
}
