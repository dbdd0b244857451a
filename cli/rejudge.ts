/** `osticket-contract rejudge`: judges the evidence of an earlier run again, by the checks of today, without a server. */
import { Command, Option } from 'commander';
import { rejudge } from '../conformance/run/run.js';
import { runSettings, type SettingsOptions } from '../conformance/run/settings.js';
import { besideIt, report } from './conformance.js';
import { selectionOptions } from './options.js';

export function rejudgeCommand(): Command {
  const command = new Command('rejudge')
    .description('judge the evidence of an earlier run again; sends nothing')
    .argument('<evidence>', 'the evidence.ndjson of a run')
    .requiredOption('--report <folder>', 'where the new reports go')
    .addOption(
      new Option(
        '--against <what>',
        'where the evidence does not decide, the reference server, set up alike, answers beside it',
      ).choices(['reference']),
    )
    .option('--quiet', 'no progress, and of the summary only the verdict');
  return selectionOptions(command).action(
    async (file: string, options: SettingsOptions & { quiet?: boolean; against?: string }) => {
      const out = options.quiet ? undefined : process.stderr;
      const outcome = await rejudge(file, runSettings(options), out);
      await report(options.against ? await besideIt(outcome, out) : outcome, options.quiet);
    },
  );
}
