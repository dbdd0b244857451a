/** `osticket-contract conformance`: runs the suite and writes its reports. */
import { Command } from 'commander';
import { exitCodeOf } from '../conformance/results.js';
import { runConformance } from '../conformance/run.js';
import { readSettings, runSettings, type Settings, type SettingsOptions } from '../conformance/settings.js';

const collect = (value: string, list: string[]) => [...list, value];

export function conformanceCommand(): Command {
  return new Command('conformance')
    .description('check whether an installation does what the reference says')
    .option('--settings <file>', 'settings file: more keys with their permissions, facts about the installation')
    .option('--write', 'make tickets of its own (default on loopback only)')
    .option('--no-write', 'only read')
    .option('--deletes', 'also delete tickets that it made (default on loopback only)')
    .option('--no-deletes', 'delete nothing')
    .option('--rate <number>', 'requests a second (default 8, no limit on loopback)')
    .option('--timeout <seconds>', 'how long to wait for an answer (default 30)')
    .option('--budget <seconds>', 'how long the run may take (default 1800)')
    .option('--only <requirement>', 'check only this requirement; an ID or a glob, may be repeated', collect, [])
    .option('--skip <requirement>', 'leave this requirement out; an ID or a glob, may be repeated', collect, [])
    .option('--report <folder>', 'where the reports go (default conformance-report)')
    .addHelpText(
      'after',
      '\nEnvironment: OSTICKET_URL (root of the installation) and OSTICKET_API_KEY. Without OSTICKET_URL the reference\nserver is started on a free port of this machine and checked.\n',
    )
    .action(async (options: SettingsOptions) => {
      const target = await chooseTarget(options);
      try {
        const { results, evidence } = await runConformance(target.settings, process.stderr);
        console.log(results.sentence, results.counts, evidence.exchanges.length);
        process.exitCode = exitCodeOf(results);
      } finally {
        await target.close();
      }
    });
}

/** The installation that the environment names, or else a reference server of our own. */
async function chooseTarget(options: SettingsOptions): Promise<{ settings: Settings; close(): Promise<void> }> {
  if (process.env.OSTICKET_URL || process.env.OSTICKET_API_KEY || options.settings) {
    return { settings: readSettings(options, process.env), close: async () => {} };
  }
  throw new Error('not yet');
}
