/** Runs a script: with k6 where it is installed, and otherwise on the host of this project. */
import { execFile, spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { printable } from '../../installation/printable.js';
import { runOnHost } from '../host/run.js';
import type { Environment, ScriptName } from './request.js';

export interface Runner {
  /** For people: `k6 v2.3.0`. */
  name: string;
  /** Why this runner was chosen. */
  why: string;
  /** @returns k6's exit code */
  run(script: ScriptName, environment: Environment, points: string, signal: AbortSignal): Promise<number>;
}

/** The scripts are sources in the package, too, since k6 runs them as they are: beside this folder, or beside dist/. */
function scriptFile(script: ScriptName): string {
  const places = [`../${script}.ts`, `../../../load/${script}.ts`].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return places.find((place) => existsSync(place)) ?? places[0] ?? '';
}

export async function chooseRunner(path: string | undefined): Promise<Runner> {
  const k6 = find('k6', path);
  if (k6 === undefined) return host;
  const version = await promisify(execFile)(k6, ['version'], { timeout: 10_000 })
    .then(({ stdout }) => /k6\S*\s+(v\S+)/.exec(stdout)?.[1])
    .catch(() => undefined);
  return {
    name: version === undefined ? 'k6' : `k6 ${version}`,
    why: `k6 is on the path (${k6}) and runs the script.`,
    run: (script, environment, points, signal) => runK6(k6, script, environment, points, signal),
  };
}

function find(program: string, path = ''): string | undefined {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, process.platform === 'win32' ? `${program}.exe` : program))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

const host: Runner = {
  name: 'the host of osticket-contract, without k6',
  why: 'k6 is not on the path: the small host of this project runs the script. It is for smoke tests and small loads.',
  run: (script, env, points, signal) =>
    runOnHost({
      file: scriptFile(script),
      env,
      points,
      signal,
      streams: {
        stdout: (text) => process.stdout.write(printable(text)),
        stderr: (text) => process.stderr.write(printable(text)),
      },
    }),
};

/** In the environment and not on the command line, which every user of the machine can read. */
function runK6(
  k6: string,
  script: ScriptName,
  environment: Environment,
  points: string,
  signal: AbortSignal,
): Promise<number> {
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    ...environment,
    // Nothing goes to a host that was not named.
    K6_NO_USAGE_REPORT: 'true',
    K6_AUTO_EXTENSION_RESOLUTION: 'false',
    K6_NEW_MACHINE_READABLE_SUMMARY: 'false',
  };
  const child = spawn(k6, ['run', '--out', `json=${points}`, scriptFile(script)], { env, stdio: 'inherit' });
  // On its first signal k6 ends with teardown.
  const end = () => child.kill('SIGINT');
  signal.addEventListener('abort', end);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      signal.removeEventListener('abort', end);
      resolve(code ?? 105);
    });
  });
}
