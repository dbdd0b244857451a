/** The two kinds of a run: against an installation, and against the evidence of an earlier run. */
import { join } from 'node:path';
import type { Results } from '../../generated/results.js';
import { prepareReportFolder } from '../../installation/report-folder.js';
import { EvidenceFile, readEvidence } from '../client/evidence.js';
import type { EvidenceHeader, Exchange } from '../client/exchange.js';
import { Ledger, ledgerFolder } from '../client/ledger.js';
import { LiveWire } from '../client/live-wire.js';
import { Keyring } from '../client/redaction.js';
import { ReplayWire } from '../client/replay-wire.js';
import { newRunId, type RunInfo, Session } from '../kernel/session.js';
import { probes } from '../steps/probes.js';
import { cleanUp } from './cleanup.js';
import type { Settings } from './settings.js';

export interface OpenRun {
  session: Session;
  /** File of the evidence. */
  evidence: string;
  rejudged: boolean;
  /** An exchange as the evidence has it. */
  exchange(id: number): Exchange | undefined;
  /** Removes what the run made. @returns what could not be removed */
  finish(): Promise<Results['left']>;
}

/**
 * Begins a new run against an installation, with an ID and a ledger of its own.
 *
 * @param folder where its evidence goes; the ledger is always in the report folder, where `sweep` looks for it
 */
export function openLive(settings: Settings, folder = settings.report): OpenRun {
  const { url, reference, mode, deletes, mail, largeFiles, known, report } = settings;
  const [{ key: _, ...main }, ...others] = settings.keys;
  const keys: RunInfo['keys'] = [main, ...others.map(({ key, ...info }) => info)];
  const header: EvidenceHeader = {
    format: 1,
    runId: newRunId(),
    startedAt: new Date().toISOString(),
    url,
    reference,
    mode,
    deletes,
    mail,
    largeFiles,
    keys: [...keys],
    known,
  };
  prepareReportFolder(folder);
  const evidence = join(folder, 'evidence.ndjson');
  const file = new EvidenceFile(evidence, header);
  const ledger = mode === 'write' ? new Ledger(ledgerFolder(report), header.runId, url) : undefined;
  const wire = new LiveWire(settings, new Keyring(settings.keys, settings.headers), file);
  const session = new Session({ ...runOf(header), mail, largeFiles }, wire, ledger, probes);
  return {
    session,
    evidence,
    rejudged: false,
    exchange: (id) => file.exchange(id),
    finish: async () => {
      const left = await cleanUp(session);
      ledger?.close(left.length === 0);
      return left;
    },
  };
}

/** Begins a judgement of an evidence file. It sends nothing, makes nothing and removes nothing. */
export function openReplay(evidence: string): OpenRun {
  const kept = readEvidence(evidence);
  const { header } = kept;
  const session = new Session(
    // Nothing is sent, so nothing has to be held back.
    { ...runOf(header), mail: true, largeFiles: true },
    new ReplayWire(kept),
    new Ledger(undefined, header.runId, header.url),
    probes,
  );
  return {
    session,
    evidence,
    rejudged: true,
    exchange: (id) => kept.exchange(id),
    finish: async () => [],
  };
}

function runOf({ runId, startedAt, format: _, ...header }: EvidenceHeader): Omit<RunInfo, 'mail' | 'largeFiles'> {
  return { ...header, id: runId, startedAt: new Date(startedAt) };
}
