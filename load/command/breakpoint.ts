/** The breaking point of an installation: both scripts, with a load that rises until something gives way. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCodes } from '../../installation/exit.js';
import { print } from '../../installation/print.js';
import { breakingPoint } from '../report/breaking-point.js';
import type { LoadRun } from '../report/page.js';
import type { Environment, ScriptName } from './request.js';
import { exitCodeFor, runLoad, writePage, writing } from './run-load.js';
import type { Runner } from './runner.js';

const scripts: readonly ScriptName[] = ['search', 'attachments'];

/** Milliseconds within which 95 of 100 answers must come, unless P95_MS says another time. */
const usualP95 = 1000;

/** @returns the exit code: reaching the breaking point is the result here, and no failure */
export async function runBreakpoint(
  runner: Runner,
  environment: Environment,
  folder: string,
  signal: AbortSignal,
): Promise<number> {
  await writing(folder, async () => void (await mkdir(folder, { recursive: true })));
  const runs: LoadRun[] = [];
  for (const script of scripts) {
    const settings = { ...environment, SCENARIO: 'breakpoint' };
    const { code, run } = await runLoad(runner, script, settings, join(folder, script), signal);
    if (!run || signal.aborted) return code === 0 ? exitCodes.suiteFault : exitCodeFor(code);
    const breaking = breakingPoint(run.series, script, Number(environment['P95_MS'] ?? usualP95));
    runs.push({ ...run, breaking });
  }
  const answers = runs.map(({ summary: { script, target }, breaking }) => ({ script, target, ...breaking }));
  await writing(folder, () => writeFile(join(folder, 'breakpoint.json'), `${JSON.stringify(answers, null, 2)}\n`));
  const page = await writePage(folder, runs);
  print(['', ...answers.map(({ sentence }) => sentence), '', `Report: ${page}`].join('\n'));
  return exitCodes.conformant;
}
