/** `osticket-contract conformance`: runs the suite and writes its reports. */
import { Command } from 'commander';
import { startReference } from '../conformance/reference-target.js';
import { renderSummary } from '../conformance/reports/terminal.js';
import { writeReports } from '../conformance/reports/write.js';
import { exitCodeOf } from '../conformance/results.js';
import { runConformance } from '../conformance/run.js';
import { readSettings, type Settings, type SettingsOptions } from '../conformance/settings.js';

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
      `
Environment: OSTICKET_URL (root of the installation) and OSTICKET_API_KEY.
Without them the reference server is started on a free port of this machine and checked.

Exit codes: 0 conformant or partial, 1 a requirement is broken, 2 bad settings, 3 target not reachable or key refused,
4 fault of the suite, 5 nothing was verified.
`,
    )
    .action(async (options: SettingsOptions) => {
      const target = await chooseTarget(options);
      try {
        const { results, evidence } = await runConformance(target.settings, process.stderr);
        await writeReports(target.settings.report, results, evidence);
        console.log(renderSummary(results, { colour: process.stdout.isTTY && !process.env.NO_COLOR }));
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
  console.error('OSTICKET_URL is not set: the reference server is started and checked.');
  return startReference(options);
}
