/** Runs a script on the host and keeps what it said, for tests. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { runOnHost } from './host/run.js';
import type { LoadSummary } from './shared/summary-format.js';

/** All options that the host requires, with one scenario. */
export const optionsOf = (scenario: Record<string, unknown>, own: Record<string, unknown> = {}) => ({
  scenarios: {
    one: {
      ...(scenario['executor'] === undefined ? iterations : {}),
      exec: 'default',
      gracefulStop: '30s',
      ...scenario,
    },
  },
  summaryTrendStats: ['avg', 'count'],
  systemTags: ['name', 'method', 'status', 'check', 'scenario', 'expected_response'],
  maxRedirects: 0,
  ...own,
});

const iterations = { executor: 'shared-iterations', vus: 1, iterations: 1, maxDuration: '10m' };

/** The same as text of a script. */
export const optionsText = (...[scenario, own]: Parameters<typeof optionsOf>) =>
  `export const options = ${JSON.stringify(optionsOf(scenario, own))};`;

export const noSummary = 'export const handleSummary = () => ({});';

/** Options and handleSummary of a script that runs once. */
export const once = `${optionsText({})} ${noSummary}`;

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
  points: { metric: string; value: number; tags: Record<string, string> }[];
  /** What the scripts of load/ write; absent for other scripts. */
  summary?: LoadSummary;
}

/** @param stopAt text on the standard error at which the run is ended from outside */
async function runFile(file: string, env: Record<string, string> = {}, stopAt?: string): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'load-'));
  let stdout = '';
  let stderr = '';
  const stop = new AbortController();
  try {
    const code = await runOnHost({
      file,
      env: { REPORT: folder, ...env },
      points: join(folder, 'points.ndjson'),
      signal: stop.signal,
      streams: {
        stdout: (text) => {
          stdout += text;
        },
        stderr: (text) => {
          stderr += text;
          if (stopAt !== undefined && text.includes(stopAt)) stop.abort();
        },
      },
    });
    const lines = read(join(folder, 'points.ndjson'))?.trim().split('\n') ?? [];
    const summary = read(join(folder, 'summary.json'));
    return {
      code,
      stdout,
      stderr,
      points: lines
        .map((line) => (line === '' ? {} : JSON.parse(line)))
        .filter(({ type }) => type === 'Point')
        .map(({ metric, data }) => ({ metric, value: data.value, tags: data.tags })),
      ...(summary === undefined ? {} : { summary: JSON.parse(summary) as LoadSummary }),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs one of our two scripts. */
export const runScript = (name: 'search' | 'attachments', env: Record<string, string>): Promise<Ran> =>
  runFile(fileURLToPath(new URL(`./${name}.ts`, import.meta.url)), env);

/** Thresholds that were missed, but for those of time: a busy machine is slow, and may not send each request in time. */
export const missedButTime = ({ summary }: Pick<Ran, 'summary'>): string[] =>
  (summary?.thresholds ?? [])
    .filter(({ ok, metric }) => !ok && !/^(answer_time|dropped_iterations)/.test(metric))
    .map(({ sentence }) => sentence);

/** Settings of a load that is over soon. */
export const small = { LARGEST_KB: '200', DURATION_SECONDS: '2' };

/** A run never says its key, and shows no stack trace, whatever becomes of it. */
export function expectClean({ stdout, stderr, points }: Ran, key: string): void {
  expect(`${stdout}${stderr}${JSON.stringify(points)}`).not.toContain(key);
  expect(stderr).not.toContain('    at ');
}

/** Runs a script that is given as text. */
export async function runText(
  text: string,
  env: Record<string, string> = {},
  { name = 'script.js', stopAt }: { name?: string; stopAt?: string } = {},
): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'script-'));
  try {
    writeFileSync(join(folder, name), text);
    return await runFile(join(folder, name), env, stopAt);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
