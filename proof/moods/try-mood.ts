/** One mood: its proxy in front of the reference server, and a run of the suite against it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Results } from '../../generated/results.js';
import { freePort } from '../../server/free-port.js';
import type { Mood } from './moods.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Tried {
  mood: Mood;
  code: number | null;
  seconds: number;
  /** The most memory of its process, where the system tells. */
  megabytes: number;
  /** The last sentence that it printed. */
  sentence: string;
  /** Requirements that it calls broken. */
  broken: string[];
  /** What is wrong; empty where all is as it must be. */
  faults: string[];
}

/** @param folder has moods.mjs and hostile.mjs @param report an empty folder */
export async function tryMood(
  mood: Mood,
  { folder, up, key, budget, report }: { folder: string; up: number; key: string; budget: number; report: string },
): Promise<Tried> {
  const port = await freePort();
  const file = join(folder, `${mood.proxy}.mjs`);
  const proxy = spawn(
    process.execPath,
    [file, ...(mood.proxy === 'moods' ? [mood.name, String(port), String(up)] : [])],
    {
      env: { ...process.env, MODE: mood.name, PORT: String(port), UP: String(up), ...mood.env },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  await once(proxy.stdout, 'data');
  const options = ['--write', '--deletes', '--budget', String(budget), '--timeout', '10', '--report', report];
  const args = ['--import', 'tsx', join(root, 'cli/main.ts'), 'conformance', ...options, ...(mood.options ?? [])];
  const started = performance.now();
  const run = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, OSTICKET_URL: `http://127.0.0.1:${port}`, OSTICKET_API_KEY: key, NO_COLOR: '1' },
  });
  let text = '';
  for (const stream of [run.stdout, run.stderr])
    stream.on('data', (piece: Buffer) => (text += piece.toString('latin1')));
  let megabytes = 0;
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, memoryOf(run.pid));
  }, 250);
  const [code] = (await once(run, 'close')) as [number | null];
  clearInterval(watch);
  proxy.kill();
  const seconds = (performance.now() - started) / 1000;
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\d+ of \d+ checks/.test(line));
  const sentence = lines.find((line) => mood.says.test(line)) ?? lines.at(-1) ?? '';
  const broken = brokenIn(report);
  return {
    mood,
    code,
    seconds,
    megabytes,
    sentence,
    broken,
    faults: faultsIn({ mood, code, seconds, megabytes, broken, text }, { budget, key, report }),
  };
}

function brokenIn(report: string): string[] {
  const file = join(report, 'results.json');
  if (!existsSync(file)) return [];
  const { results } = JSON.parse(readFileSync(file, 'utf8')) as Results;
  return [...new Set(results.filter(({ verdict }) => verdict === 'fail').map(({ requirement }) => requirement))];
}

/** The most memory that a process has had, from Linux. */
function memoryOf(pid: number | undefined): number {
  try {
    const [, kilobytes = '0'] = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return 0;
  }
}

function faultsIn(
  { mood, code, seconds, megabytes, broken, text }: Omit<Tried, 'sentence' | 'faults'> & { text: string },
  { budget, key, report }: { budget: number; key: string; report: string },
): string[] {
  const faults: string[] = [];
  if (code === null || !mood.codes.includes(code)) faults.push(`exit ${code}, not ${mood.codes.join(' or ')}`);
  if (seconds > budget + 30) faults.push('too long');
  if (megabytes > 1024) faults.push('too much memory');
  const accused = broken.filter((id) => mood.accuses?.test(id) === false);
  if (accused.length > 0) faults.push(`called broken, and is not: ${accused.slice(0, 5).join(', ')}`);
  if (!mood.says.test(text)) faults.push('no clear sentence');
  if (/^ {4}at .*:\d+:\d+/m.test(text)) faults.push('a stack trace');
  // Read as Latin-1, so that no C1 character hides in UTF-8.
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)) faults.push('control characters');
  const files = readdirSync(report).filter((name) => name.includes('.'));
  for (const name of files) if (readFileSync(join(report, name)).includes(key)) faults.push(`the key is in ${name}`);
  if (text.includes(key)) faults.push('the key is printed');
  return faults;
}
