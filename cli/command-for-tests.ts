/** Runs `osticket-contract` as a user does, with nothing but what is given in the environment of the commands. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a command. @example startCommand(['serve', '--port', '0']) */
export function startCommand(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams {
  const { OSTICKET_URL: _, OSTICKET_API_KEY: __, ...others } = process.env;
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  return spawn(process.execPath, ['--import', 'tsx', main, ...words], { env: { ...others, ...environment } });
}

/** Runs a command until it ends. @param during sees what stands on stderr so far, and may send a signal, once */
export function runCommand(
  words: readonly string[],
  environment?: Readonly<Record<string, string>>,
  during?: (stderr: string) => NodeJS.Signals | undefined,
): Promise<Ended> {
  const child = startCommand(words, environment);
  let [stdout, stderr] = ['', ''];
  let sent = false;
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
    const signal = during?.(stderr);
    // A second one would end it at once.
    if (signal !== undefined && !sent) sent = child.kill(signal);
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}
