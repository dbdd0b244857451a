/** The two kinds of a run: against an installation, and against the evidence of an earlier run. */
import { dirname, join } from 'node:path';
import { prepareReportFolder, reportFolderError } from '../../installation/report-folder.js';
import { UserError } from '../../installation/user-error.js';
import { EvidenceFile, readEvidence } from '../client/evidence.js';
import type { EvidenceHeader, Exchange } from '../client/exchange.js';
import { Ledger, ledgerFolder } from '../client/ledger.js';
import { LiveWire } from '../client/live-wire.js';
import { Keyring } from '../client/redaction.js';
import { ReplayWire } from '../client/replay-wire.js';
import { TargetGone } from '../client/wire.js';
import { newRunId, type RunInfo, Session } from '../kernel/session.js';
import { probes } from '../steps/probes.js';
import { cleanUp } from './cleanup.js';
import type { RunEnd } from './results.js';
import type { Settings } from './settings.js';

export interface OpenRun {
  session: Session;
  /** File of the evidence. */
  evidence: string;
  rejudged: boolean;
  /** An exchange as the evidence has it. */
  exchange(id: number): Exchange | undefined;
  /** Stops the checks; requests that change something are still waited for, for a few seconds. */
  stop(): void;
  /** Removes what the run made. @returns what could not be removed, and why the run did not come to its end */
  finish(): Promise<Pick<RunEnd, 'left' | 'endedEarly'>>;
}

/** What the settings say about a run, without the values of the keys. */
export function factsOf(settings: Settings): Omit<RunInfo, 'id' | 'startedAt'> {
  const { url, reference, mode, deletes, mail, largeFiles, known, capabilities, newTicket, explore, seed } = settings;
  const [{ key: _, ...main }, ...others] = settings.keys;
  return {
    url,
    reference,
    mode,
    deletes,
    mail,
    largeFiles,
    keys: [main, ...others.map(({ key, ...info }) => info)],
    known,
    ...(capabilities === undefined ? {} : { capabilities }),
    ...(newTicket === undefined ? {} : { newTicket }),
    ...(explore === undefined ? {} : { explore }),
    ...(seed === undefined ? {} : { seed }),
  };
}

/**
 * Begins a new run against an installation, with an ID and a ledger of its own, or goes on with one that was stopped.
 *
 * @param folder where its evidence goes; the ledger is always in the report folder, where `sweep` looks for it
 * @param resumed the ID of the run whose evidence is in the folder, to go on with it
 * @throws UserError when that evidence is of another run
 */
export function openLive(settings: Settings, folder = settings.report, resumed?: string): OpenRun {
  const { url, mode, mail, largeFiles, report } = settings;
  const facts = factsOf(settings);
  prepareReportFolder(folder);
  const evidence = join(folder, 'evidence.ndjson');
  const before = resumed === undefined ? undefined : readEvidence(evidence);
  if (before && before.header.runId !== resumed) throw new UserError(`${evidence} is not of run ${resumed}.`);
  const header: EvidenceHeader = before?.header ?? {
    format: 1,
    runId: newRunId(),
    startedAt: new Date().toISOString(),
    ...facts,
    keys: [...facts.keys],
  };
  const file = before ? EvidenceFile.goOn(evidence) : newEvidence(evidence, header);
  const add = (exchange: Exchange) => {
    try {
      file.add(exchange);
    } catch (error) {
      notWritten(error);
    }
  };
  const ledger = mode === 'write' ? Ledger.open(ledgerFolder(report), header.runId, url) : undefined;
  const wire = new LiveWire(
    settings,
    new Keyring(settings.keys, settings.headers),
    { add },
    () => ledger?.present().length ?? 0,
    Date.now,
    file.last,
  );
  const { course } = wire;
  /** What was made is removed all the same. */
  const notWritten = (error: unknown) =>
    course.endChecks(new TargetGone(reportFolderError(folder, error).message, 'not-written'));
  if (ledger) ledger.onFault = notWritten;
  const session = new Session(
    { ...runOf({ ...header, ...facts, keys: [...facts.keys] }), mail, largeFiles },
    wire,
    ledger,
    probes,
  );
  return {
    session,
    evidence,
    rejudged: false,
    exchange: (id) => file.exchange(id),
    stop: () => course.end(new TargetGone('The run was interrupted.', 'interrupted')),
    finish: async () => {
      course.beginCleanUp();
      const left = await cleanUp(session);
      ledger?.close(left.length === 0);
      course.close();
      const { ended } = course;
      return { left, ...(ended ? { endedEarly: { code: ended.code, text: ended.message } } : {}) };
    },
  };
}

/** @throws UserError when it cannot be written */
function newEvidence(file: string, header: EvidenceHeader): EvidenceFile {
  try {
    return new EvidenceFile(file, header);
  } catch (error) {
    throw reportFolderError(dirname(file), error);
  }
}

/** Begins a judgement of an evidence file. It sends nothing, makes nothing and removes nothing. */
export function openReplay(evidence: string): OpenRun {
  const kept = readEvidence(evidence);
  const { header } = kept;
  const session = new Session(
    // What was held back is skipped again; evidence that does not say so has it or not.
    { ...runOf(header), mail: header.mail ?? true, largeFiles: header.largeFiles ?? true },
    new ReplayWire(kept),
    new Ledger(undefined, header.runId, header.url),
    probes,
  );
  for (const exchange of kept.exchanges) session.answers.see(exchange);
  return {
    session,
    evidence,
    rejudged: true,
    exchange: (id) => kept.exchange(id),
    stop: () => {},
    finish: async () => ({ left: [] }),
  };
}

function runOf({ runId, startedAt, format: _, ...header }: EvidenceHeader): Omit<RunInfo, 'mail' | 'largeFiles'> {
  return { ...header, id: runId, startedAt: new Date(startedAt) };
}
