/** The settings of a run, from the environment (`k6 run -e NAME=value`). The names are listed in docs/load.md. */
import { isLoopback } from '../../installation/loopback.ts';

export const scenarioNames = ['smoke', 'average', 'stress', 'spike', 'soak', 'breakpoint'] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** These can make an installation unusable for the people who work with it. */
const heavyScenarios: readonly ScenarioName[] = ['stress', 'spike', 'soak', 'breakpoint'];

export interface Settings {
  /** Root of the installation, without a slash at the end; empty where none was named. */
  url: string;
  key: string;
  scenario: ScenarioName;
  /** Requests a second of the scenario `average`; the others are multiples of it. */
  rate: number;
  /** Seconds of the whole scenario; absent for its own. */
  seconds: number | undefined;
  maxVUs: number;
  /** Whether the run may make a ticket of its own. */
  writes: boolean;
  heavyAllowed: boolean;
  /** Whether only answers of the contract's shape are right. Otherwise those of the installation's own shape are. */
  strict: boolean;
  /** One of this number of answers is checked: 1 for each. */
  checkEvery: number;
  largestBytes: number;
  timeoutSeconds: number;
  /** Milliseconds within which 95 and 99 of 100 answers must come; absent for each operation's own. */
  p95: number | undefined;
  p99: number | undefined;
  /** Existing folder for summary.json and junit.xml; absent for none. */
  report: string | undefined;
  /** The first mistake in the settings, as a sentence that says what to do. */
  problem: string | undefined;
}

const address = /^https?:\/\/(\[[0-9a-f:.]+\]|[^/?#@\s:[\]]+)(:\d+)?(\/[^?#\s]*)?$/i;

/**
 * Reads the environment. It never throws: k6 also evaluates a script to archive or inspect it, where no target is named.
 *
 * @param rate the script's own rate of `average`
 */
export function readSettings(env: Record<string, string | undefined>, { rate }: { rate: number }): Settings {
  const problems: string[] = [];
  const number = <T>(name: string, otherwise: T): number | T => {
    const text = env[name];
    if (text === undefined || text === '') return otherwise;
    const value = Number(text);
    if (Number.isFinite(value) && value > 0) return value;
    problems.push(`${name} takes a number above 0, not "${text}".`);
    return otherwise;
  };
  const url = rootOf(env.OSTICKET_URL ?? '', problems);
  const key = (env.OSTICKET_API_KEY ?? '').trim();
  if (key === '') {
    problems.push('OSTICKET_API_KEY is not set. Set it to an API key (Admin Panel, Manage, API Keys).');
  } else if (!/^[\x21-\x7e]+$/.test(key)) {
    problems.push('OSTICKET_API_KEY has a character that no key has: it must be printable ASCII without spaces.');
  }
  const scenario = scenarioNames.find((name) => name === (env.SCENARIO || 'smoke'));
  if (scenario === undefined) {
    problems.push(`SCENARIO takes one of ${scenarioNames.join(', ')}, not "${env.SCENARIO}".`);
  }
  const heavyAllowed = env.ALLOW_HEAVY_LOAD === 'yes';
  if (scenario && heavyScenarios.includes(scenario) && url !== '' && !isLoopback(url) && !heavyAllowed) {
    problems.push(
      `The scenario ${scenario} can make ${url} unusable for those who work with it. If that is agreed, set ALLOW_HEAVY_LOAD=yes.`,
    );
  }
  return {
    url,
    key,
    scenario: scenario ?? 'smoke',
    rate: number('RATE', rate),
    seconds: number('DURATION_SECONDS', undefined),
    maxVUs: Math.ceil(number('MAX_VUS', 50)),
    writes: env.ALLOW_WRITES ? env.ALLOW_WRITES === 'yes' : isLoopback(url),
    heavyAllowed,
    strict: env.STRICT === 'yes',
    checkEvery: Math.ceil(number('CHECK_EVERY', scenario === 'smoke' ? 1 : 10)),
    largestBytes: Math.floor(number('LARGEST_KB', 10_240) * 1024),
    timeoutSeconds: number('TIMEOUT_SECONDS', 30),
    p95: number('P95_MS', undefined),
    p99: number('P99_MS', undefined),
    report: env.REPORT || undefined,
    problem: problems[0],
  };
}

function rootOf(text: string, problems: string[]): string {
  if (text === '') {
    problems.push(
      'OSTICKET_URL is not set. Set it to the root of the installation, such as https://help.example.org/support.',
    );
    return '';
  }
  if (!address.test(text)) {
    problems.push(
      'OSTICKET_URL is no web address that can be used: it must be the root of the installation, begin with http:// or https://, and have no user name, password or query in it.',
    );
    return '';
  }
  return text.replace(/\/+$/, '').replace(/\/api$/, '');
}
