/** The thread of `planReference`: starts the reference server, tells its settings, and serves until it is ended. */
import { get } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { UserError } from '../../installation/user-error.js';
import { startReference } from './reference-target.js';
import type { Settings, SettingsOptions } from './settings.js';

/** What the thread tells: the settings, or what its user can mend. */
export type ReferenceStart = { settings: Settings } | { refused: string };

const tell = (start: ReferenceStart) => parentPort?.postMessage(start);

try {
  const { settings } = await startReference(workerData as SettingsOptions);
  tell({ settings });
  // What only the first request makes, such as the validators, is made while vitest still loads the checks.
  const [{ key }] = settings.keys;
  get(`${settings.url}/api/tickets-statuses.php`, { headers: { 'X-API-Key': key } }, (answer) => answer.resume());
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  tell({ refused: error.message });
}
