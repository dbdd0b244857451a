/** Options that several commands of the suite share. */
import { type Command, Option } from 'commander';
import { readSettings, type Settings, type SettingsOptions } from '../conformance/run/settings.js';

const collect = (value: string, list: string[]) => [...list, value];

/** How an installation is treated. */
export const targetOptions = (command: Command): Command =>
  command
    .option('--settings <file>', 'settings file: more keys with their permissions, facts about the installation')
    .option('--rate <number>', 'requests a second (default 8, no limit on loopback)')
    .option('--timeout <seconds>', 'how long to wait for an answer (default 30)')
    .option('--ca <file>', 'certificates (PEM) to trust, such as that of a self-signed installation')
    .option('--deletes', 'also delete tickets that it made (default on loopback only)')
    .option('--no-deletes', 'do not delete any ticket')
    .option('--allow-mail', 'send requests that can cause e-mail to users and agents, too')
    .option('--large-files', 'send files of 10 MB, too; an installation keeps them for a while')
    .option('--report <folder>', 'folder of the reports and ledgers (default conformance-report)');

/** Which requirements are checked. */
export const selectionOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--only <requirement>', 'check only this requirement; an ID or a glob, may be repeated')
        .argParser(collect)
        .default([], 'all'),
    )
    .addOption(
      new Option('--skip <requirement>', 'leave this requirement out; an ID or a glob, may be repeated')
        .argParser(collect)
        .default([], 'none'),
    );

export const environmentHelp = `
Environment: OSTICKET_URL (root of the installation) and OSTICKET_API_KEY.`;

/** Settings from the environment and the command line. @throws UserError */
export const settingsFrom = (options: SettingsOptions): Settings => readSettings(options, process.env);
