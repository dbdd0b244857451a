/** Runs `osticket-contract` as a user does, with nothing but what is given in the environment of the commands. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/** Names the file of the compiled command: the setup of the tests and benches set it. */
export const commandVariable = 'COMPILED_COMMAND';

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
  // Not those of a CI server: its summary is about the tests.
  const {
    OSTICKET_URL: _,
    OSTICKET_API_KEY: __,
    GITHUB_ACTIONS: ___,
    [commandVariable]: main,
    ...others
  } = process.env;
  if (main === undefined) throw new Error(`${commandVariable} names no compiled command`);
  return spawn(process.execPath, [main, ...words], { env: { ...others, ...environment } });
}

/** Sees what stands on stderr so far, and the process. @returns a signal that the process gets, once */
export type During = (stderr: string, child: ChildProcessWithoutNullStreams) => NodeJS.Signals | undefined;

/** Runs a command until it ends. */
export function runCommand(
  words: readonly string[],
  environment?: Readonly<Record<string, string>>,
  during?: During,
): Promise<Ended> {
  const child = startCommand(words, environment);
  let [stdout, stderr] = ['', ''];
  let sent = false;
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
    const signal = during?.(stderr, child);
    // A second one would end it at once.
    if (signal !== undefined && !sent) sent = child.kill(signal);
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}
