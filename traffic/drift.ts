/** Judges recorded traffic by what the contract says of every answer and every request. Sends nothing. */
import { newRunId } from '../conformance/kernel/session.js';
import { readBaseline } from '../conformance/run/known-deviations.js';
import type { RunOutcome } from '../conformance/run/run.js';
import { UserError } from '../installation/user-error.js';
import { KeysSeen } from './keys-seen.js';
import { trafficOutcome } from './outcome.js';
import { type Remark, readTraffic } from './read-traffic.js';
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
  return trafficOutcome(traffic, { id: newRunId(), startedAt, url }, report, baseline);
}

function oneRoot({ roots, others }: Traffic, target: string | undefined): string {
  const [only, ...more] = [...roots].sort(([, a], [, b]) => b - a);
  if (!only) {
    const where = target === undefined ? '' : ` of ${target}`;
    throw new UserError(
      `None of the exchanges (${others}) is with the API${where}: no address is one of the contract’s (…/api/tickets-get.php/… and so on).`,
    );
  }
  if (more.length === 0) return only[0];
  const list = [only, ...more].map(([root, count]) => `${root} (${count})`).join(', ');
  throw new UserError(
    `The files have exchanges with the API of several installations: ${list}. Choose one with --target.`,
  );
}
