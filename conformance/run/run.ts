/** A conformance run: settings in, results and evidence out. Vitest does the checks (suite.ts) in a worker thread. */

import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';
import type { Results } from '../../generated/results.js';
import { NotReachable, SuiteFault } from '../../installation/exit.js';
import { prepareReportFolder } from '../../installation/report-folder.js';
import { allChecks } from '../checks/index.js';
import { readEvidence } from '../client/evidence.js';
import type { Evidence } from '../client/exchange.js';
import { newRunId } from '../kernel/session.js';
import { readBaseline } from './known-deviations.js';
import { Progress } from './progress.js';
import { selector } from './selection.js';
import type { Settings } from './settings.js';
import type { WorkerInput } from './worker.js';

/** So many checks go on at a time: enough to have a request for nearly each turn that a rate leaves. */
const sideBySide = 12;

const here = fileURLToPath(new URL('.', import.meta.url));
/** `suite.ts` in the repository, `suite.js` in the package. */
const suite = `suite${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`;

/** What a run gives: everything that the reports are made of. */
export interface RunOutcome {
  results: Results;
  evidence: Evidence;
}

/**
 * Runs the suite against an installation.
 *
 * @param out where the progress goes
 * @throws UserError when the report folder cannot be written, or the baseline or a selection is wrong
 * @throws NotReachable when the target cannot be tested
 * @throws SuiteFault when the suite cannot run
 */
export async function runConformance(settings: Settings, out?: NodeJS.WriteStream): Promise<RunOutcome> {
  const { only, skip, report } = settings;
  selector(allChecks, settings);
  const baseline = settings.baseline === undefined ? undefined : readBaseline(settings.baseline);
  prepareReportFolder(report);
  const live = { settings, id: newRunId(), startedAt: new Date().toISOString() };
  const results = await runSuite({ live, only, skip, baseline }, out);
  return { results, evidence: readEvidence(join(report, 'evidence.ndjson')) };
}

/**
 * Judges the evidence of an earlier run by the checks of today. Sends nothing.
 *
 * @param file an evidence.ndjson
 */
export async function rejudge(
  file: string,
  settings: Pick<Settings, 'only' | 'skip' | 'report'>,
  out?: NodeJS.WriteStream,
): Promise<RunOutcome> {
  const { only, skip, report } = settings;
  selector(allChecks, settings);
  const evidence = readEvidence(file);
  prepareReportFolder(report);
  return { results: await runSuite({ evidence: resolve(file), only, skip }, out), evidence };
}

async function runSuite(input: WorkerInput, out: NodeJS.WriteStream | undefined): Promise<Results> {
  const progress = new Progress(out);
  const exitCode = process.exitCode;
  const vitest = await startVitest(
    'test',
    [],
    {
      root: here,
      config: false,
      include: [suite],
      exclude: [],
      watch: false,
      // A thread ends with its process: nothing goes on sending after the command was killed.
      pool: 'threads',
      maxWorkers: 1,
      maxConcurrency: sideBySide,
      testTimeout: 0,
      hookTimeout: 0,
      reporters: [progress],
      provide: { run: input },
    },
    { server: { watch: null } },
    { stdout: process.stderr, stderr: process.stderr },
  );
  await vitest.close();
  // Vitest takes a broken requirement for its own failure; the exit code is ours to choose.
  process.exitCode = exitCode;
  if (progress.end?.unreachable) throw new NotReachable(progress.end.unreachable);
  if (!progress.end?.results) throw new SuiteFault(progress.fault ?? 'The suite ended without results.');
  return JSON.parse(progress.end.results) as Results;
}
