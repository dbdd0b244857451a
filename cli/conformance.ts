/** `osticket-contract conformance`: runs the suite and writes its reports. */
import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import { isRunId } from '../conformance/client/mark.js';
import { codeAfter } from '../conformance/run/end-early.js';
import type { RunOutcome } from '../conformance/run/run.js';
import type { Planned, Settings, SettingsOptions } from '../conformance/run/settings.js';
import type { Results } from '../generated/results.js';
import { print, usesColour } from '../installation/print.js';
import { UserError } from '../installation/user-error.js';
import { chooseTarget } from './choose-target.js';
import { environmentHelp, selectionOptions, targetOptions } from './options.js';

interface Flags extends SettingsOptions {
  only: string[];
  skip: string[];
  list?: boolean;
  dryRun?: boolean;
  ui?: boolean;
  watch?: boolean;
  quiet?: boolean;
  failed?: string;
  resume?: string;
  against?: string;
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
    .addOption(
      new Option('--failed <results>', 'only what was broken or not verified in the results.json of a run').conflicts([
        'only',
        'resume',
      ]),
    )
    .addOption(
      new Option(
        '--resume <results>',
        'finish the run of this results.json, which was stopped; its report becomes whole',
      ).conflicts(['only', 'skip', 'report', 'watch', 'ui']),
    )
    .addOption(
      new Option(
        '--against <what>',
        'where the run cannot decide, the reference server, set up alike, answers beside it; nothing more is sent',
      )
        .choices(['reference'])
        .conflicts(['ui', 'watch', 'list', 'dryRun']),
    )
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

Example: OSTICKET_URL=https://help.example.org OSTICKET_API_KEY=… osticket-contract conformance

Exit codes: 0 conformant or partial, 1 a requirement is broken, 2 bad settings, 3 target not reachable or key refused,
or lost, 4 fault of the suite, 5 nothing was verified, 6 the time of --budget was used up, 130 ended with Ctrl+C and 143
with SIGTERM, after the clean-up. A run that did not come to its end never exits with 0. --ui and --watch end with the code
of the last run.
`,
    )
    .action(async (given: Flags) => {
      // What only some runs need, or only their end, is loaded there: the first check begins sooner.
      const { flags, resumed } = await chosenBy(given);
      if (flags.list) return print((await import('../conformance/run/list-checks.js')).listChecks(flags));
      const target = await chooseTarget(flags);
      try {
        if (flags.against && target.plan.reference)
          throw new UserError('--against reference is for an installation: set OSTICKET_URL to its address.');
        if (resumed) requireSame(resumed, await target.settings);
        if (flags.dryRun) print(await (await import('../conformance/run/dry-run.js')).dryRun(await target.settings));
        else if (flags.ui || flags.watch) await watch(target, flags.ui);
        else {
          const out = flags.quiet ? undefined : process.stderr;
          const { runConformance } = await import('../conformance/run/run.js');
          const outcome = await runConformance(target, out, { resumed });
          await report(flags.against ? await besideIt(outcome, out) : outcome, flags.quiet);
        }
      } finally {
        await target.close();
      }
    });
}

/** The checks that the results of an earlier run choose. @throws UserError when there are none */
async function chosenBy(flags: Flags): Promise<{ flags: Flags; resumed?: Results }> {
  if (!flags.failed && !flags.resume) return { flags };
  const { failedIn, seedIn, unfinishedIn } = await import('../conformance/run/resume.js');
  const { readResults } = await import('./read-results.js');
  if (flags.failed) {
    const results = readResults(flags.failed);
    return { flags: { seed: seedIn(results), ...flags, only: failedIn(results) } };
  }
  if (!flags.resume) return { flags };
  const resumed = readResults(flags.resume);
  // It becomes the name of a file, and what tells the run's tickets from others.
  if (!isRunId(resumed.run.id)) throw new UserError(`${flags.resume} is of a run whose ID no run has.`);
  return { flags: { ...flags, only: unfinishedIn(resumed), report: dirname(flags.resume) }, resumed };
}

/** @throws UserError when the run that is to be finished was another kind of run, or of another installation */
function requireSame({ target, run }: Results, { url, mode }: Settings): void {
  if (target.url !== url)
    throw new UserError(`That run is of ${target.url}, and not of ${url}. Set OSTICKET_URL to it.`);
  if (run.mode === mode) return;
  throw new UserError(
    run.mode === 'write' ? 'That run made tickets: say so with --write.' : 'That run only read: leave out --write.',
  );
}

const watch = async (target: Planned, ui?: boolean) =>
  (await import('../conformance/run/watch.js')).watchConformance(target, {
    ui,
    input: process.stdin,
    out: process.stderr,
    ended: (outcome) => report(outcome),
  });

/** Loaded where it is asked for only, since it starts the reference server. */
export const besideIt = async (outcome: RunOutcome, out?: NodeJS.WriteStream): Promise<RunOutcome> =>
  (await import('../conformance/run/beside/with-reference.js')).withReference(outcome, out);

/** Writes the reports of a run and says what came out. */
export async function report({ results, evidence, report: folder, signal }: RunOutcome, quiet = false): Promise<void> {
  const [{ writeReports }, { renderSummary }, { exitCodeOf }, { tellGithub }] = await Promise.all([
    import('../conformance/reports/write.js'),
    import('../conformance/reports/terminal.js'),
    import('../conformance/run/results.js'),
    import('./tell-github.js'),
  ]);
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
  tellGithub(results, evidence, folder, process.env);
  process.exitCode = signal ? codeAfter(signal) : exitCodeOf(results);
}
