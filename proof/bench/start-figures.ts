/**
 * `npm run start-figures -- 9`: how long `conformance` against the reference server takes to its first check, in that
 * many starts (default: 9), and what happens until then. The first start warms the machine up and does not count.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { countGiven } from '../arguments.js';
import { compile } from './compile.js';
import { marksVariable, type StartMark } from './start-marks.js';

const what = ['starts', 'how often it is started'] as const;
const starts = countGiven('start-figures', 'measure the start of `conformance`, to the first check', what, 9);

const cpuTime = 'CPU time until then';

const folder = mkdtempSync(join(tmpdir(), 'osticket-start-figures-'));
try {
  const compiled = await compile(folder);
  await start(compiled, 0);
  const figures = new Map<string, number[]>();
  for (let at = 1; at <= starts; at += 1) {
    for (const [part, ms] of await start(compiled, at)) figures.set(part, [...(figures.get(part) ?? []), ms]);
  }
  console.log(`${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model}, ${cpus().length} processors`);
  console.log(`Node.js ${process.version}; command: npm run start-figures -- ${starts}\n`);
  console.log('Milliseconds from the start of the command: median, least and most');
  for (const [part, ms] of [...figures].sort(([, one], [, other]) => median(one) - median(other)))
    if (part !== cpuTime) line(part, ms);
  line(cpuTime, figures.get(cpuTime) ?? []);
} finally {
  rmSync(folder, { recursive: true });
}

/** Starts a run, which ends itself at its first check. @returns the parts, with milliseconds */
async function start(compiled: string, at: number): Promise<[part: string, ms: number][]> {
  const marks = join(folder, `marks-${at}`);
  const { OSTICKET_URL: _, OSTICKET_API_KEY: __, ...environment } = process.env;
  const preload = join(compiled, 'first-check-process.js');
  const main = join(compiled, '../../cli/main.js');
  const words = ['--import', preload, main, 'conformance', '--explore', '0', '--report', join(folder, `report-${at}`)];
  const begin = Date.now();
  const run = spawn(process.execPath, words, { env: { ...environment, [marksVariable]: marks }, stdio: 'ignore' });
  const [, signal] = await once(run, 'exit');
  if (signal !== 'SIGKILL') throw new Error('The run came to no check.');
  const told = readFileSync(marks, 'utf8').trimEnd().split('\n');
  return told.flatMap((text): [string, number][] => {
    const { part, at: when, cpuMs } = JSON.parse(text) as StartMark;
    const here: [string, number] = [part, when - begin];
    return cpuMs === undefined ? [here] : [here, [cpuTime, Math.round(cpuMs)]];
  });
}

function line(part: string, ms: readonly number[]): void {
  console.log(`${part.padEnd(42)}${String(median(ms)).padStart(6)}  (${Math.min(...ms)} to ${Math.max(...ms)})`);
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
