/** Removes what earlier runs made and could not remove: after a crash, a kill, or a run without --deletes. */
import { existsSync } from 'node:fs';
import type { Results } from '../../generated/results.js';
import { lockFolder } from '../../installation/folder-lock.js';
import { UserError } from '../../installation/user-error.js';
import { type DamagedLedger, Ledger, ledgerFolder, type PastRun, pastRuns } from '../client/ledger.js';
import { LiveWire } from '../client/live-wire.js';
import { Keyring } from '../client/redaction.js';
import { TargetGone } from '../client/wire.js';
import { Session } from '../kernel/session.js';
import { probes } from '../steps/probes.js';
import { cleanUp } from './cleanup.js';
import type { Settings } from './settings.js';

/** A run that was swept. */
export interface SweptRun {
  run: string;
  /** Its ledger; it is kept while something is left or the ledger is damaged. */
  file: string;
  left: Results['left'];
  /** Why it did not come to its end. */
  ended: TargetGone | undefined;
}

export interface Swept {
  runs: SweptRun[];
  /** Ledgers that cannot be read to the end. They are kept. */
  damaged: DamagedLedger[];
}

/** Evidence is kept of runs; sweeping only reports what it could not remove. */
const noEvidence = { add: () => {} };

/**
 * Sweeps every run that has a ledger in the report folder.
 *
 * @throws UserError when a ledger is of another installation, a run is under way, or the settings forbid to delete
 */
export async function sweep(settings: Settings): Promise<Swept> {
  if (!existsSync(settings.report)) return { runs: [], damaged: [] };
  const unlock = lockFolder(settings.report);
  return sweepFolder(settings).finally(unlock);
}

async function sweepFolder(settings: Settings): Promise<Swept> {
  const { runs, damaged } = pastRuns(ledgerFolder(settings.report));
  const foreign = runs.find(({ made }) => made.url !== settings.url);
  if (foreign) {
    throw new UserError(
      `The ledger ${foreign.file} is of ${foreign.made.url}, not of ${settings.url}. Set OSTICKET_URL to that installation, or --report to another folder.`,
    );
  }
  if (runs.length > 0 && !settings.deletes) {
    throw new UserError('Sweeping deletes the tickets that earlier runs made. Say so with --deletes.');
  }
  const swept: Swept = { runs: [], damaged };
  for (const past of runs) {
    const isDamaged = damaged.some(({ file }) => file === past.file);
    swept.runs.push(await sweepRun(past, settings, isDamaged));
  }
  return swept;
}

async function sweepRun(past: PastRun, settings: Settings, isDamaged: boolean): Promise<SweptRun> {
  const { file, made } = past;
  const ledger = Ledger.of(past);
  const [{ key: _, ...main }] = settings.keys;
  const wire = new LiveWire(settings, new Keyring(settings.keys, settings.headers), noEvidence);
  wire.course.beginCleanUp();
  const session = new Session(
    { ...settings, id: made.run, startedAt: new Date(made.from), mode: 'write', keys: [main] },
    wire,
    ledger,
    probes,
  );
  const left = await cleanUp(session);
  ledger.close(left.length === 0 && !isDamaged);
  wire.course.close();
  const unreached = wire.sent > 0 && !wire.hasAnswered;
  const lost = unreached ? new TargetGone('The installation has not answered.', 'target-gone') : undefined;
  return { run: made.run, file, left, ended: wire.course.ended ?? lost };
}
