/** What a run is against: the installation that the environment names, or else a reference server that this command starts. */

import { planReference } from '../conformance/run/plan-reference.js';
import { type Planned, planned, type SettingsOptions } from '../conformance/run/settings.js';
import { printError } from '../installation/print.js';
import { settingsFrom } from './options.js';

export async function chooseTarget(flags: SettingsOptions): Promise<Planned & { close(): Promise<void> }> {
  if (process.env.OSTICKET_URL || process.env.OSTICKET_API_KEY || flags.settings) {
    return { ...planned(settingsFrom(flags)), close: async () => {} };
  }
  printError('OSTICKET_URL is not set: the reference server is started and checked.');
  return planReference(flags);
}
