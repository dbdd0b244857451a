/** The two kinds of a run: against an installation, and against the evidence of an earlier run. */
import { join } from 'node:path';
import type { Results } from '../../generated/results.js';
import { EvidenceFile } from '../client/evidence.js';
import type { Evidence, EvidenceHeader } from '../client/exchange.js';
import { Ledger, ledgerFolder } from '../client/ledger.js';
import { LiveWire } from '../client/live-wire.js';
import { Keyring } from '../client/redaction.js';
import { ReplayWire } from '../client/replay-wire.js';
import { type RunInfo, Session } from '../kernel/session.js';
import { probes } from '../steps/probes.js';
import { cleanUp } from './cleanup.js';
import type { Settings } from './settings.js';

export interface OpenRun {
  session: Session;
  rejudged: boolean;
  /** Removes what the run made. @returns what could not be removed */
  finish(): Promise<Results['left']>;
}

/** Begins a run against an installation: its evidence and its ledger are in the report folder. */
export function openLive(settings: Settings, id: string, startedAt: string): OpenRun {
  const { url, reference, mode, deletes, known, report } = settings;
  const [{ key: _, ...main }, ...others] = settings.keys;
  const keys: RunInfo['keys'] = [main, ...others.map(({ key, ...info }) => info)];
  const header: EvidenceHeader = {
    format: 1,
    runId: id,
    startedAt,
    url,
    reference,
    mode,
    deletes,
    keys: [...keys],
    known,
  };
  const evidence = new EvidenceFile(join(report, 'evidence.ndjson'), header);
  const ledger = mode === 'write' ? new Ledger(ledgerFolder(report), id, url) : undefined;
  const wire = new LiveWire(settings, new Keyring(settings.keys), evidence);
  const session = new Session(runOf(header), wire, ledger, probes);
  return {
    session,
    rejudged: false,
    finish: async () => {
      const left = await cleanUp(session);
      ledger?.close(left.length === 0);
      return left;
    },
  };
}

/** Begins a judgement of kept evidence. It sends nothing, makes nothing and removes nothing. */
export function openReplay(evidence: Evidence): OpenRun {
  const { header } = evidence;
  const session = new Session(
    runOf(header),
    new ReplayWire(evidence),
    new Ledger(undefined, header.runId, header.url),
    probes,
  );
  return { session, rejudged: true, finish: async () => [] };
}

function runOf({ runId, startedAt, format: _, ...header }: EvidenceHeader): RunInfo {
  return { ...header, id: runId, startedAt: new Date(startedAt) };
}
