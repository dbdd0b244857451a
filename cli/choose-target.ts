/** What a run is against: the installation that the environment names, or else a reference server that this command starts. */
import type { Settings, SettingsOptions } from '../conformance/run/settings.js';
import { printError } from '../installation/print.js';
import { settingsFrom } from './options.js';

export async function chooseTarget(flags: SettingsOptions): Promise<{ settings: Settings; close(): Promise<void> }> {
  if (process.env.OSTICKET_URL || process.env.OSTICKET_API_KEY || flags.settings) {
    return { settings: settingsFrom(flags), close: async () => {} };
  }
  printError('OSTICKET_URL is not set: the reference server is started and checked.');
  // Loaded here only: the server takes memory, and a run against an installation needs none of it.
  const { startReference } = await import('../conformance/run/reference-target.js');
  return startReference(flags);
}
