/** Removes what earlier runs made and could not remove: after a crash, a kill, or a run without --deletes. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Results } from '../../generated/results.js';
import { UserError } from '../../installation/user-error.js';
import { Ledger, ledgerFolder, type PastRun, pastRuns } from '../client/ledger.js';
import { LiveWire } from '../client/live-wire.js';
import { Keyring } from '../client/redaction.js';
import { Session } from '../kernel/session.js';
import { probes } from '../steps/probes.js';
import { cleanUp } from './cleanup.js';
import type { Settings } from './settings.js';

export interface Swept {
  run: string;
  left: Results['left'];
}

/** A creation that was sent right before a run was killed may be carried out a little later. */
const settlingMs = 1500;

/** Evidence is kept of runs; sweeping only reports what it could not remove. */
const noEvidence = { add: () => {} };

/**
 * Sweeps every run that has a ledger in the report folder.
 *
 * @throws UserError when a ledger is of another installation, or the settings forbid to delete
 */
export async function sweep(settings: Settings): Promise<Swept[]> {
  const runs = pastRuns(ledgerFolder(settings.report));
  const foreign = runs.find(({ url }) => url !== settings.url);
  if (foreign) {
    throw new UserError(
      `The ledger ${foreign.file} is of ${foreign.url}, not of ${settings.url}. Set OSTICKET_URL to that installation, or --report to another folder.`,
    );
  }
  if (runs.length > 0 && !settings.deletes) {
    throw new UserError('Sweeping deletes the tickets that earlier runs made. Say so with --deletes.');
  }
  const swept: Swept[] = [];
  for (const past of runs) swept.push({ run: past.run, left: await sweepRun(past, settings) });
  return swept;
}

async function sweepRun(past: PastRun, settings: Settings): Promise<Results['left']> {
  if (past.unanswered.length > 0) await sleep(settlingMs);
  const ledger = Ledger.of(past);
  const [{ key: _, ...main }] = settings.keys;
  const session = new Session(
    { ...settings, id: past.run, startedAt: new Date(), mode: 'write', keys: [main] },
    new LiveWire(settings, new Keyring(settings.keys), noEvidence),
    ledger,
    probes,
  );
  const left = await cleanUp(session);
  ledger.close(left.length === 0);
  return left;
}
