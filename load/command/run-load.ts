/** One load run: the script, its reports, and the exit code of the command. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { exitCodes } from '../../installation/exit.js';
import { reportFolderError } from '../../installation/report-folder.js';
import { type LoadRun, renderLoadPage } from '../report/page.js';
import { readPoints } from '../report/points.js';
import { gatherSeries } from '../report/series.js';
import type { LoadSummary } from '../shared/summary-format.js';
import type { Environment, ScriptName } from './request.js';
import type { Runner } from './runner.js';

export interface RunOutcome {
  /** k6's. */
  code: number;
  /** Absent where the run left no summary. */
  run?: LoadRun;
}

/** k6's exit codes that do not mean a fault of the script. */
const meanings: Readonly<Record<number, number>> = {
  0: exitCodes.conformant,
  99: exitCodes.failed,
  104: exitCodes.badSettings,
  // The scripts abort only before any load, when the target cannot be tested.
  108: exitCodes.notReachable,
};

export const exitCodeFor = (code: number): number => meanings[code] ?? exitCodes.suiteFault;

/** @throws UserError when the folder cannot be written */
export async function runLoad(
  runner: Runner,
  script: ScriptName,
  environment: Environment,
  folder: string,
  signal: AbortSignal,
): Promise<RunOutcome> {
  await prepare(folder);
  const code = await runner.run(
    script,
    { ...environment, REPORT: resolve(folder) },
    join(folder, 'points.ndjson'),
    signal,
  );
  if (!existsSync(join(folder, 'summary.json'))) return { code };
  return { code, run: await readRun(folder, runner.name) };
}

/** Reads the results of a run from its folder. */
async function readRun(folder: string, ranBy: string): Promise<LoadRun> {
  const summary = JSON.parse(await readFile(join(folder, 'summary.json'), 'utf8')) as LoadSummary;
  const finest = summary.scenario === 'breakpoint' ? 1 : undefined;
  const series = await gatherSeries(readPoints(join(folder, 'points.ndjson')), summary.seconds, finest);
  return { summary, series, ranBy };
}

/** Makes the folder, without the results of an earlier run: those of a run that fails must not look like its own. */
async function prepare(folder: string): Promise<void> {
  await writing(folder, async () => {
    await mkdir(folder, { recursive: true });
    for (const file of ['summary.json', 'junit.xml', 'points.ndjson', 'report.html']) {
      await rm(join(folder, file), { force: true });
    }
    await writeFile(join(folder, 'points.ndjson'), '');
  });
}

export async function writePage(folder: string, runs: readonly LoadRun[]): Promise<string> {
  const file = join(folder, 'report.html');
  const text = renderLoadPage(runs);
  await writing(folder, () => writeFile(file, text));
  return file;
}

export async function writing(folder: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw reportFolderError(folder, error);
  }
}
