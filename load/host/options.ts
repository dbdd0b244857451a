/**
 * The options of the load scripts. The host fills in no defaults but those of the timeouts: an option that a scenario
 * leaves out is an error, and so is one that only k6 has.
 */
import { milliseconds } from './duration.js';
import { NotProvided } from './not-provided.js';
import { k6ExitCodes, ScriptError } from './script-error.js';

interface Common {
  name: string;
  exec: string;
  gracefulStop: string;
}

export interface SharedIterations extends Common {
  executor: 'shared-iterations';
  vus: number;
  iterations: number;
  maxDuration: string;
}

export interface ArrivalRate extends Common {
  executor: 'constant-arrival-rate' | 'ramping-arrival-rate';
  startRate: number;
  timeUnit: string;
  /** A constant rate is one stage at that rate. */
  stages: { duration: string; target: number }[];
  preAllocatedVUs: number;
  maxVUs: number;
}

export type HostScenario = SharedIterations | ArrivalRate;

export interface ThresholdOption {
  threshold: string;
  abortOnFail: boolean;
  delayAbortEval: string;
}

export interface HostOptions {
  scenarios: HostScenario[];
  thresholds: Record<string, ThresholdOption[]>;
  summaryTrendStats: string[];
  systemTags: string[];
  setupTimeout: string;
}

const ofExecutor: Readonly<Record<HostScenario['executor'], string[]>> = {
  'shared-iterations': ['vus', 'iterations', 'maxDuration'],
  'constant-arrival-rate': ['rate', 'timeUnit', 'duration', 'preAllocatedVUs', 'maxVUs'],
  'ramping-arrival-rate': ['startRate', 'timeUnit', 'stages', 'preAllocatedVUs', 'maxVUs'],
};

const texts = ['executor', 'exec', 'gracefulStop', 'maxDuration', 'timeUnit', 'duration', 'stages'];

const known = ['scenarios', 'thresholds', 'summaryTrendStats', 'systemTags', 'maxRedirects', 'setupTimeout'];

type Raw = Record<string, unknown>;

const wrong = (sentence: string) => new ScriptError(sentence, k6ExitCodes.badOptions);

/** @throws ScriptError, NotProvided */
export function readOptions(raw: Raw): HostOptions {
  const other = Object.keys(raw).find((name) => !known.includes(name));
  if (other !== undefined) throw new NotProvided(`The option ${other}`);
  for (const name of ['scenarios', 'summaryTrendStats', 'systemTags']) {
    if (raw[name] === undefined) throw wrong(`The option ${name} is missing.`);
  }
  if (raw['maxRedirects'] !== 0) throw new NotProvided('The option maxRedirects with another value than 0');
  const thresholds = Object.entries((raw['thresholds'] ?? {}) as Record<string, (string | Partial<ThresholdOption>)[]>);
  return {
    scenarios: Object.entries(raw['scenarios'] as Record<string, Raw>).map(([name, one]) => scenario(name, one)),
    thresholds: Object.fromEntries(thresholds.map(([metric, list]) => [metric, list.map(thresholdOption)])),
    summaryTrendStats: raw['summaryTrendStats'] as string[],
    systemTags: raw['systemTags'] as string[],
    setupTimeout: (raw['setupTimeout'] as string | undefined) ?? '60s',
  };
}

const thresholdOption = (one: string | Partial<ThresholdOption>): ThresholdOption => ({
  ...{ threshold: '', abortOnFail: false, delayAbortEval: '0s' },
  ...(typeof one === 'string' ? { threshold: one } : one),
});

function scenario(name: string, given: Raw): HostScenario {
  const executor = given['executor'] as HostScenario['executor'];
  if (!Object.hasOwn(ofExecutor, executor)) throw new NotProvided(`The executor ${executor}`);
  const options = ['executor', 'exec', 'gracefulStop', ...ofExecutor[executor]];
  const other = Object.keys(given).find((option) => !options.includes(option));
  if (other !== undefined) throw new NotProvided(`The option ${other} of the scenario ${name}`);
  for (const option of options) {
    const value = given[option];
    if (value === undefined) throw wrong(`The scenario ${name}: ${option} is missing.`);
    if (!texts.includes(option) && !(Number.isInteger(value) && (value as number) >= 0)) {
      throw wrong(`The scenario ${name}: ${option} must be a whole number, not ${JSON.stringify(value)}.`);
    }
  }
  const { rate, duration, ...rest } = given;
  const constant = { startRate: rate, stages: [{ duration, target: rate }] };
  return { name, ...rest, ...(executor === 'constant-arrival-rate' ? constant : {}) } as unknown as HostScenario;
}

/** Longest duration of a scenario, in milliseconds. */
export function longest(one: HostScenario): number {
  const regular =
    one.executor === 'shared-iterations'
      ? milliseconds(one.maxDuration)
      : one.stages.reduce((sum, { duration }) => sum + milliseconds(duration), 0);
  return regular + milliseconds(one.gracefulStop);
}
