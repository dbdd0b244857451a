/** Programs of others, run without a shell. */
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';

export type Command = readonly [program: string, ...args: string[]];

const MINUTES = 10;

/** None of the tools is to report home, or to ask anything; and the project's own API key is none of their business. */
function quiet(): NodeJS.ProcessEnv {
  const { OSTICKET_API_KEY: _, ...environment } = process.env;
  return {
    ...environment,
    SCARF_ANALYTICS: 'false',
    DO_NOT_TRACK: '1',
    CI: 'true',
    NO_COLOR: '1',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    npm_config_update_notifier: 'false',
  };
}

/**
 * Runs a program to its end.
 *
 * @param folder where it runs; it is cut out of the sentence of an error
 * @returns what it printed, without white space around it
 * @throws Error with the one line of its output that says most about what went wrong
 */
export async function run([program, ...args]: Command, folder: string, more: NodeJS.ProcessEnv = {}): Promise<string> {
  const options = { cwd: folder, env: { ...quiet(), ...more }, timeout: MINUTES * 60_000, maxBuffer: 2 ** 26 };
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, options);
    return plain(stdout) || plain(stderr);
  } catch (error) {
    const {
      killed,
      stdout = '',
      stderr = '',
      message,
    } = error as Error & Record<'stdout' | 'stderr', string> & { killed?: boolean };
    if (killed) throw new Error(`${program} was not done after ${MINUTES} minutes`);
    throw new Error(tellingLine(plain(`${stderr}\n${stdout}`), folder) || message);
  }
}

/** Maven puts an end to its colours even where there are none. */
const plain = (output: string) => stripVTControlCharacters(output).trim();

function tellingLine(output: string, folder: string): string {
  const lines = output.split('\n').map((line) => line.replaceAll(folder, '').trim());
  const filled = lines.filter((line) => line !== '');
  return (filled.find((line) => /\berror\b|Error:|Exception/i.test(line)) ?? filled.at(-1) ?? '').slice(0, 200);
}

/** The first of these programs that is not on this machine. */
export const missing = (programs: readonly string[]): string | undefined =>
  programs.find((program) => !isHere(program));

function isHere(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
