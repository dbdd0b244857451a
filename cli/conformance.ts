/** `osticket-contract conformance`: runs the suite and writes its reports. */
import { Command } from 'commander';
import { renderSummary } from '../conformance/reports/terminal.js';
import { writeReports } from '../conformance/reports/write.js';
import { dryRun } from '../conformance/run/dry-run.js';
import { codeAfter } from '../conformance/run/end-early.js';
import { listChecks } from '../conformance/run/list-checks.js';
import { startReference } from '../conformance/run/reference-target.js';
import { exitCodeOf } from '../conformance/run/results.js';
import { type RunOutcome, runConformance } from '../conformance/run/run.js';
import type { Settings, SettingsOptions } from '../conformance/run/settings.js';
import { watchConformance } from '../conformance/run/watch.js';
import { print, printError, usesColour } from '../installation/print.js';
import { environmentHelp, selectionOptions, settingsFrom, targetOptions } from './options.js';

interface Flags extends SettingsOptions {
  only: string[];
  skip: string[];
  list?: boolean;
  dryRun?: boolean;
  ui?: boolean;
  watch?: boolean;
  quiet?: boolean;
}

export function conformanceCommand(): Command {
  const command = new Command('conformance')
    .description('check whether an installation does what the reference says')
    .option('--write', 'make tickets of its own in the installation (default: only read)')
    .option('--no-write', 'only read, the reference server too')
    .option('--budget <seconds>', 'how long the run may take (default 1800)')
    .option('--baseline <file>', 'known deviations, each with a reason and an expiry date')
    .option('--explore <requests>', 'how many requests sequences of valid actions may take (default 150; 0: none)')
    .option('--seed <number>', 'repeat an exploration: results and report tell its seed')
    .option('--list', 'list the requirements that are checked, and send nothing')
    .option('--ui', "show the run in vitest's web page, where checks can be run again one by one")
    .option('--watch', 'stay after the run: a key runs again what failed, or all')
    .option('--quiet', 'no progress, and of the summary only the verdict; errors are still said')
    .option('--dry-run', 'list the requests that would be sent, and send nothing to the installation');
  return selectionOptions(targetOptions(command))
    .addHelpText(
      'after',
      `${environmentHelp}
Without them the reference server is started on a free port of this machine and checked.

Exit codes: 0 conformant or partial, 1 a requirement is broken, 2 bad settings, 3 target not reachable or key refused,
or lost, 4 fault of the suite, 5 nothing was verified, 6 the time of --budget was used up, 130 ended with Ctrl+C and 143
with SIGTERM, after the clean-up. A run that did not come to its end never exits with 0. --ui and --watch end with the code
of the last run.
`,
    )
    .action(async (flags: Flags) => {
      if (flags.list) return print(listChecks(flags));
      const target = await chooseTarget(flags);
      try {
        if (flags.dryRun) print(await dryRun(target.settings));
        else if (flags.ui || flags.watch) await watch(target.settings, flags.ui);
        else await report(await runConformance(target.settings, flags.quiet ? undefined : process.stderr), flags.quiet);
      } finally {
        await target.close();
      }
    });
}

const watch = (settings: Settings, ui?: boolean) =>
  watchConformance(settings, { ui, input: process.stdin, out: process.stderr, ended: (outcome) => report(outcome) });

/** Writes the reports of a run and says what came out. */
export async function report({ results, evidence, report: folder, signal }: RunOutcome, quiet = false): Promise<void> {
  let written = false;
  try {
    await writeReports(folder, results, evidence);
    written = true;
  } finally {
    // Also where no report can be written: what is left in the installation must be said, and nothing else says it then.
    const colour = usesColour(process.stdout, process.env);
    const options = written ? { colour, quiet, folder } : { colour };
    process.stdout.write(renderSummary(results, evidence, options));
  }
  process.exitCode = signal ? codeAfter(signal) : exitCodeOf(results);
}

/** The installation that the environment names, or else a reference server that this command starts. */
async function chooseTarget(flags: Flags): Promise<{ settings: Settings; close(): Promise<void> }> {
  if (process.env.OSTICKET_URL || process.env.OSTICKET_API_KEY || flags.settings) {
    return { settings: settingsFrom(flags), close: async () => {} };
  }
  printError('OSTICKET_URL is not set: the reference server is started and checked.');
  return startReference(flags);
}
