/** A conformance run: settings in, results and evidence out. Vitest does the checks (suite.ts) in a worker thread. */
import { randomUUID } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Results } from '../../generated/results.js';
import { EndedBefore, NotReachable, SuiteFault } from '../../installation/exit.js';
import { lockFolder } from '../../installation/folder-lock.js';
import { prepareReportFolder } from '../../installation/report-folder.js';
import { UserError } from '../../installation/user-error.js';
import { readEvidence } from '../client/evidence.js';
import type { Evidence } from '../client/exchange.js';
import { codeAfter, endRun, gently, onSignals, type Signal } from './end-early.js';
import { createEngine } from './engine.js';
import { Progress } from './progress.js';
import { type Selection, selector } from './selection.js';
import type { Plan, Planned } from './settings.js';
import { answerWith } from './settings-channel.js';
import type { WorkerInput } from './worker.js';

/** What a run gives: everything that the reports are made of. */
export interface RunOutcome {
  results: Results;
  evidence: Evidence;
  /** Folder for the reports. */
  report: string;
  /** The signal that stopped it. */
  signal?: Signal;
}

export interface RunOptions {
  /** The report folder has the reports of another run: they stay, and those of this run go below them (default false). */
  isRerun?: boolean;
  /** The run that is to be finished; its reports are in the report folder. */
  resumed?: Results;
}

/**
 * Runs the suite against an installation.
 *
 * @param out where the progress goes
 * @throws UserError when the report folder cannot be written or is in use, or the baseline or a selection is wrong
 * @throws NotReachable when the target cannot be tested
 * @throws SuiteFault when the suite cannot run
 */
export async function runConformance(
  { plan, settings }: Planned,
  out?: NodeJS.WriteStream,
  { isRerun = false, resumed }: RunOptions = {},
): Promise<RunOutcome> {
  const input = { ...(await inputOf(plan)), isRerun, resumed };
  const unlock = lockFolder(plan.report);
  const stopAnswering = answerWith(input.settingsFrom, settings);
  try {
    return await runOnce(input, out, plan);
  } catch (error) {
    // Where the target did not start, that is why there are no results.
    await settings;
    throw error;
  } finally {
    stopAnswering();
    unlock();
  }
}

/**
 * Judges the evidence of an earlier run by the checks of today. Sends nothing.
 *
 * @param file an evidence.ndjson
 */
export async function rejudge(
  file: string,
  { only, skip, report }: Pick<Plan, 'only' | 'skip' | 'report'>,
  out?: NodeJS.WriteStream,
): Promise<RunOutcome> {
  await requireChecks({ only, skip });
  readEvidence(file);
  prepareReportFolder(report);
  const unlock = lockFolder(report);
  const outcome = await runOnce({ evidence: resolve(file), only, skip, report }, out).finally(unlock);
  // Commands that take a report look for the evidence beside it.
  const kept = resolve(report, 'evidence.ndjson');
  if (resolve(file) !== kept) copyFileSync(file, kept);
  return outcome;
}

/** What the worker must know for such runs. @throws UserError as runConformance does */
export async function inputOf(plan: Plan): Promise<WorkerInput & { settingsFrom: string }> {
  const { only, skip, report } = plan;
  await requireChecks(plan);
  const baseline = plan.baseline === undefined ? undefined : await baselineIn(plan.baseline);
  prepareReportFolder(report);
  return { settingsFrom: randomUUID(), only, skip, report, baseline };
}

const baselineIn = async (file: string) => (await import('./known-deviations.js')).readBaseline(file);

/** @throws UserError for an ID or glob that fits no requirement */
async function requireChecks(selection: Selection): Promise<void> {
  if (selection.only.length + selection.skip.length === 0) return;
  // The worker has them anyway: this thread loads them only where there is something to look up.
  const { allChecks } = await import('../checks/index.js');
  selector(allChecks, selection);
}

async function runOnce(input: WorkerInput, out: NodeJS.WriteStream | undefined, plan?: Plan): Promise<RunOutcome> {
  const progress = new Progress(out);
  const { exitCode } = process;
  const vitest = await createEngine(input, progress, { plan });
  let stopped: Signal | undefined;
  const stop = onSignals(
    gently(plan, (signal) => {
      stopped = signal;
      void endRun(vitest, out);
    }),
  );
  try {
    await vitest.start();
  } finally {
    stop();
    await vitest.close();
  }
  // Vitest takes a broken requirement for its own failure; the exit code is ours to choose.
  process.exitCode = exitCode;
  // Nothing of the suite has run where neither its end nor a fault was told.
  if (stopped && !progress.end && progress.fault === undefined) throw new EndedBefore(codeAfter(stopped));
  return { ...outcomeOf(progress), ...(stopped ? { signal: stopped } : {}) };
}

/** @throws NotReachable or SuiteFault when the run has no results */
export function outcomeOf({ end, fault }: Progress): RunOutcome {
  if (end?.mistake) throw new UserError(end.mistake);
  if (end?.unreachable) throw new NotReachable(end.unreachable);
  if (!end?.results || !end.evidence || !end.report) throw new SuiteFault(fault ?? 'The suite ended without results.');
  const results = JSON.parse(end.results) as Results;
  return { results, evidence: readEvidence(end.evidence), report: end.report };
}
