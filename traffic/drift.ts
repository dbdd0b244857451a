/** Judges recorded traffic by what the contract says of every answer and every request. Sends nothing. */
import { join } from 'node:path';
import { EvidenceFile, readEvidence } from '../conformance/client/evidence.js';
import type { Exchange } from '../conformance/client/exchange.js';
import { newRunId } from '../conformance/kernel/session.js';
import { readBaseline } from '../conformance/run/known-deviations.js';
import type { RunOutcome } from '../conformance/run/run.js';
import { prepareReportFolder } from '../installation/report-folder.js';
import { UserError } from '../installation/user-error.js';
import { KeysSeen } from './keys-seen.js';
import { type Remark, readTraffic } from './read-traffic.js';
import { trafficResults } from './results.js';
import { Traffic } from './traffic.js';

export interface DriftSettings {
  /** HAR files, evidence files, or files of JSON lines. */
  files: readonly string[];
  /** Root of the installation that is judged; needed only where the files have answers of several. */
  target?: string | undefined;
  /** Folder of the reports. */
  report: string;
  /** A file of known deviations. */
  baseline?: string | undefined;
}

/**
 * @param progress is told how many exchanges were read, now and then
 * @throws UserError where a file cannot be read, holds no traffic, or holds that of several installations
 */
export async function drift(
  settings: DriftSettings,
  remark: Remark,
  progress?: (read: number) => void,
): Promise<RunOutcome> {
  const { files, report } = settings;
  const baseline = settings.baseline === undefined ? undefined : readBaseline(settings.baseline);
  const target = settings.target?.replace(/\/+$/, '').replace(/\/api$/, '');
  const traffic = new Traffic(target);
  const startedAt = new Date();
  let count = 0;
  for (const file of files) {
    const keys = new KeysSeen();
    for await (const { exchange, ofSuite } of readTraffic(file, keys, remark)) {
      count += 1;
      // Numbers of several files would be the same.
      traffic.see({ ...exchange, id: count }, ofSuite);
      if (count % 1000 === 0) progress?.(count);
    }
  }
  const url = oneRoot(traffic, target);
  prepareReportFolder(report);
  const run = { id: newRunId(), startedAt, url };
  const results = trafficResults(traffic, run, baseline);
  const evidence = keepProofs(join(report, 'evidence.ndjson'), traffic, run);
  return { results, evidence, report };
}

function oneRoot({ roots, others }: Traffic, target: string | undefined): string {
  const [only, ...more] = [...roots].sort(([, a], [, b]) => b - a);
  if (!only) {
    const where = target === undefined ? '' : ` of ${target}`;
    throw new UserError(
      `None of the ${others} exchanges is with the API${where}: no address is one of the contract’s (…/api/tickets-get.php/… and so on).`,
    );
  }
  if (more.length === 0) return only[0];
  const list = [only, ...more].map(([root, count]) => `${root} (${count})`).join(', ');
  throw new UserError(
    `The files have exchanges with the API of several installations: ${list}. Choose one with --target.`,
  );
}

/** Writes the exchanges that prove something. */
function keepProofs(file: string, { tally, clients }: Traffic, run: { id: string; startedAt: Date; url: string }) {
  const proofs = new Map<number, Exchange>();
  for (const { exchanges } of tally.all()) for (const one of exchanges) proofs.set(one.id, one);
  for (const one of clients.proofs) proofs.set(one.id, one);
  const evidence = new EvidenceFile(file, {
    format: 1,
    runId: run.id,
    startedAt: run.startedAt.toISOString(),
    url: run.url,
    reference: false,
    mode: 'read',
    deletes: false,
    keys: [{ name: 'client-1', active: true }],
    known: {},
  });
  for (const one of [...proofs.values()].sort((a, b) => a.id - b.id)) evidence.add(one);
  return readEvidence(file);
}
