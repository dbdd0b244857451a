/** A script's options, with k6's defaults filled in. What this host does not have is refused by name. */
import { milliseconds } from './duration.js';
import { NotProvided } from './not-provided.js';
import { k6ExitCodes, ScriptError } from './script-error.js';

export interface Stage {
  duration: string | number;
  target: number;
}

interface Common {
  name: string;
  exec: string;
  startTime: string;
  gracefulStop: string;
  env: Record<string, string>;
  tags: Record<string, string>;
}

export interface IterationsScenario extends Common {
  executor: 'shared-iterations' | 'per-vu-iterations';
  vus: number;
  iterations: number;
  maxDuration: string;
}

export interface ConstantVUs extends Common {
  executor: 'constant-vus';
  vus: number;
  duration: string;
}

export interface RampingVUs extends Common {
  executor: 'ramping-vus';
  startVUs: number;
  stages: Stage[];
  gracefulRampDown: string;
}

export interface ArrivalRate extends Common {
  executor: 'constant-arrival-rate' | 'ramping-arrival-rate';
  startRate: number;
  timeUnit: string;
  /** A constant rate is one stage at that rate. */
  stages: Stage[];
  preAllocatedVUs: number;
  maxVUs: number;
}

export type HostScenario = IterationsScenario | ConstantVUs | RampingVUs | ArrivalRate;

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
  tags: Record<string, string>;
  maxRedirects: number;
  setupTimeout: string;
  teardownTimeout: string;
}

/** The system tags that k6 sets where a script does not choose. */
const defaultSystemTags =
  'proto subproto status method url name group check error error_code tls_version scenario service expected_response';

const ofEach = ['executor', 'exec', 'startTime', 'gracefulStop', 'env', 'tags'];
const ofExecutor: Readonly<Record<HostScenario['executor'], string[]>> = {
  'shared-iterations': ['vus', 'iterations', 'maxDuration'],
  'per-vu-iterations': ['vus', 'iterations', 'maxDuration'],
  'constant-vus': ['vus', 'duration'],
  'ramping-vus': ['startVUs', 'stages', 'gracefulRampDown'],
  'constant-arrival-rate': ['rate', 'timeUnit', 'duration', 'preAllocatedVUs', 'maxVUs'],
  'ramping-arrival-rate': ['startRate', 'timeUnit', 'stages', 'preAllocatedVUs', 'maxVUs'],
};

const known = [
  ...['scenarios', 'vus', 'iterations', 'duration', 'stages', 'thresholds', 'summaryTrendStats', 'systemTags'],
  ...['tags', 'maxRedirects', 'setupTimeout', 'teardownTimeout'],
];

type Raw = Record<string, unknown>;

/** @throws ScriptError, NotProvided */
export function readOptions(raw: Raw): HostOptions {
  const other = Object.keys(raw).find((name) => !known.includes(name));
  if (other !== undefined) throw new NotProvided(`The option ${other}`);
  const thresholds = Object.entries((raw['thresholds'] ?? {}) as Record<string, (string | Partial<ThresholdOption>)[]>);
  return {
    scenarios: Object.entries(scenariosOf(raw)).map(([name, one]) => scenario(name, one)),
    thresholds: Object.fromEntries(
      thresholds.map(([metric, list]) => [
        metric,
        list.map((one) => ({
          abortOnFail: false,
          delayAbortEval: '0s',
          threshold: '',
          ...(typeof one === 'string' ? { threshold: one } : one),
        })),
      ]),
    ),
    summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'],
    systemTags: defaultSystemTags.split(' '),
    tags: {},
    maxRedirects: 10,
    setupTimeout: '60s',
    teardownTimeout: '60s',
    ...pick(raw, ['summaryTrendStats', 'systemTags', 'tags', 'maxRedirects', 'setupTimeout', 'teardownTimeout']),
  };
}

const pick = (raw: Raw, names: string[]) =>
  Object.fromEntries(names.filter((name) => raw[name] !== undefined).map((name) => [name, raw[name]]));

/** The shortcuts `vus`, `iterations`, `duration` and `stages` are scenarios of the name `default`. */
function scenariosOf({ scenarios, vus, iterations, duration, stages }: Raw): Record<string, Raw> {
  if (scenarios !== undefined) return scenarios as Record<string, Raw>;
  if (iterations !== undefined)
    return { default: { executor: 'shared-iterations', vus, iterations, maxDuration: duration } };
  if (duration !== undefined) return { default: { executor: 'constant-vus', vus, duration } };
  if (stages !== undefined) return { default: { executor: 'ramping-vus', startVUs: vus, stages } };
  return { default: { executor: 'per-vu-iterations', vus: vus ?? 1, iterations: 1 } };
}

function scenario(name: string, given: Raw): HostScenario {
  const executor = given['executor'] as HostScenario['executor'];
  if (!Object.hasOwn(ofExecutor, executor)) throw new NotProvided(`The executor ${executor}`);
  const other = Object.keys(given).find((option) => ![...ofEach, ...ofExecutor[executor]].includes(option));
  if (other !== undefined) throw new NotProvided(`The option ${other} of the scenario ${name}`);
  const own = pick(given, Object.keys(given));
  const full: Raw = {
    ...{ name, exec: 'default', startTime: '0s', gracefulStop: '30s', env: {}, tags: {} },
    ...defaults(executor, own),
    ...own,
  };
  if (executor === 'constant-arrival-rate') {
    full['startRate'] = full['rate'];
    full['stages'] = [{ duration: full['duration'], target: full['rate'] }];
  }
  validate(name, full);
  return full as unknown as HostScenario;
}

function defaults(executor: HostScenario['executor'], { preAllocatedVUs }: Raw): Raw {
  switch (executor) {
    case 'shared-iterations':
    case 'per-vu-iterations':
      return { vus: 1, iterations: 1, maxDuration: '10m' };
    case 'constant-vus':
      return { vus: 1 };
    case 'ramping-vus':
      return { startVUs: 1, gracefulRampDown: '30s' };
    default:
      return { startRate: 0, timeUnit: '1s', maxVUs: preAllocatedVUs };
  }
}

function validate(name: string, full: Raw): void {
  const bad = (what: string) => new ScriptError(`The scenario ${name}: ${what}.`, k6ExitCodes.badOptions);
  for (const option of ofExecutor[full['executor'] as HostScenario['executor']]) {
    if (full[option] === undefined) throw bad(`${option} is missing`);
  }
  for (const option of ['vus', 'iterations', 'rate', 'startRate', 'preAllocatedVUs', 'maxVUs', 'startVUs']) {
    const value = full[option];
    if (value !== undefined && !(Number.isInteger(value) && (value as number) >= 0)) {
      throw bad(`${option} must be a whole number, not ${JSON.stringify(value)}`);
    }
  }
  if ((full['maxVUs'] as number) < (full['preAllocatedVUs'] as number)) throw bad('maxVUs is below preAllocatedVUs');
}

/** How long a scenario goes on at most, from the beginning of the run, in milliseconds. */
export function longest(one: HostScenario): number {
  const before = milliseconds(one.startTime) + milliseconds(one.gracefulStop);
  if ('stages' in one) return before + one.stages.reduce((sum, { duration }) => sum + milliseconds(duration), 0);
  return before + milliseconds('duration' in one ? one.duration : one.maxDuration);
}
