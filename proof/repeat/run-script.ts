/** Runs a script that repeats a result, and reads what it shows. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyVariables } from '../../conformance/reports/repeat/shell.js';
import type { Settings } from '../../conformance/run/settings.js';

/** An answer that a script shows. */
export interface ShownAnswer {
  exchange: number;
  /** Method and path. */
  request: string;
  status: number | undefined;
  /** Header names in lower case. */
  headers: Record<string, string>;
  body: string;
}

export interface ScriptRun {
  answers: ShownAnswer[];
  exitCode: number;
  errors: string;
}

const longestMs = 60_000;

/** Runs a script against the target of the settings, as a reader of the report does. */
export async function runScript(script: string, { url, keys }: Settings): Promise<ScriptRun> {
  const folder = mkdtempSync(join(tmpdir(), 'repeat-'));
  const [main] = keys;
  const variables = new KeyVariables(main.name);
  const env = Object.fromEntries(keys.map(({ name, key }) => [variables.of(name), key]));
  writeFileSync(join(folder, 'repeat.sh'), script);
  try {
    return await new Promise((resolve) => {
      execFile(
        'sh',
        ['repeat.sh', '--write'],
        {
          cwd: folder,
          timeout: longestMs,
          maxBuffer: 2 ** 26,
          env: { ...env, PATH: process.env.PATH, OSTICKET_URL: url },
        },
        (error, stdout, stderr) =>
          resolve({
            answers: answersIn(stdout),
            exitCode: error ? Number(error.code ?? 1) : 0,
            errors: stderr,
          }),
      );
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function answersIn(output: string): ShownAnswer[] {
  const [shown = ''] = output.split(/\n\nExpected: /);
  return shown
    .split(/^--- Exchange /m)
    .slice(1)
    .map((block) => {
      const [head = '', ...rest] = block.slice(block.indexOf('\n') + 1).split('\n\n');
      const lines = head.split('\n');
      const headers = lines.slice(1).map((line) => [line.split(':')[0]?.toLowerCase(), line.replace(/^[^:]*:\s*/, '')]);
      const status = /^HTTP\S+ (\d+)/.exec(lines[0] ?? '')?.[1];
      return {
        exchange: Number.parseInt(block, 10),
        request: block.slice(block.indexOf(' ') + 1, block.indexOf('\n')),
        status: status === undefined ? undefined : Number(status),
        headers: Object.fromEntries(headers),
        body: rest.join('\n\n').trimEnd(),
      };
    });
}
