/** The options of the command as the environment that the scripts read. */
import { UserError } from '../../installation/user-error.js';
import { readSettings } from '../shared/settings.js';
import type { LoadSummary } from '../shared/summary-format.js';

export type ScriptName = LoadSummary['script'];

export interface Flags {
  target?: string;
  scenario?: string;
  report: string;
  rate?: string;
  duration?: string;
  maxVus?: string;
  largestKb?: string;
  p95?: string;
  allowWrites?: boolean;
  allowHeavyLoad?: boolean;
  strict?: boolean;
  tickets: string;
}

export type Environment = Record<string, string>;

/** The options of the command, and their names in the environment. */
const names = {
  scenario: 'SCENARIO',
  rate: 'RATE',
  duration: 'DURATION_SECONDS',
  maxVus: 'MAX_VUS',
  largestKb: 'LARGEST_KB',
  p95: 'P95_MS',
} as const satisfies Partial<Record<keyof Flags, string>>;

/** Every setting that the scripts read. */
const settings = [
  ...['OSTICKET_URL', 'OSTICKET_API_KEY', 'SCENARIO', 'RATE', 'DURATION_SECONDS', 'MAX_VUS', 'LARGEST_KB', 'P95_MS'],
  ...['P99_MS', 'ALLOW_WRITES', 'ALLOW_HEAVY_LOAD', 'CHECK_EVERY', 'TIMEOUT_SECONDS', 'STRICT'],
];

/** The settings of the environment; the options of the command come first. */
export function environmentFor(flags: Flags, outer: NodeJS.ProcessEnv): Environment {
  const environment: Environment = {};
  for (const name of settings) {
    const value = outer[name];
    if (value !== undefined && value !== '') environment[name] = value;
  }
  for (const [flag, name] of Object.entries(names)) {
    const value = flags[flag as keyof typeof names];
    if (value !== undefined) environment[name] = value;
  }
  if (flags.target !== undefined) environment['OSTICKET_URL'] = flags.target;
  if (flags.allowWrites !== undefined) environment['ALLOW_WRITES'] = flags.allowWrites ? 'yes' : 'no';
  if (flags.allowHeavyLoad) environment['ALLOW_HEAVY_LOAD'] = 'yes';
  if (flags.strict) environment['STRICT'] = 'yes';
  return environment;
}

/** @throws UserError with the sentence that the script itself would end with */
export function checkEnvironment(environment: Environment): void {
  const { problem } = readSettings(environment, { rate: 1 });
  if (problem !== undefined) throw new UserError(problem);
}
