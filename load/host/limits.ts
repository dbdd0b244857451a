/**
 * What this host is for: smoke tests, small loads, and testing the scripts. A bigger load would measure the host, so it
 * is refused; it needs k6.
 */
import { milliseconds } from './duration.js';
import { type HostScenario, longest } from './options.js';
import { k6ExitCodes, ScriptError } from './script-error.js';

const hostLimits = {
  /** Each is a thread. */
  virtualUsers: 60,
  /** Of the whole run, with its graceful stop. */
  seconds: 900,
  /** Iterations a second of a scenario by arrival rate. */
  rate: 500,
} as const;

/** The most virtual users that a scenario can have. */
function mostUsers(one: HostScenario): number {
  if ('maxVUs' in one) return one.maxVUs;
  return 'startVUs' in one ? Math.max(one.startVUs, ...one.stages.map(({ target }) => target)) : one.vus;
}

/** @throws ScriptError that says which limit, and what to do */
export function checkLimits(scenarios: readonly HostScenario[]): void {
  const users = scenarios.reduce((sum, one) => sum + mostUsers(one), 0);
  const seconds = Math.max(...scenarios.map(longest)) / 1000;
  const rates = scenarios.map((one) =>
    'timeUnit' in one
      ? (Math.max(one.startRate, ...one.stages.map(({ target }) => target)) * 1000) / milliseconds(one.timeUnit)
      : 0,
  );
  const rate = Math.max(...rates);
  const over = (what: string, most: number, setting: string) =>
    new ScriptError(
      `The scenario asks for ${what}, and the host without k6 has at most ${most}. Install k6, or set ${setting}.`,
      k6ExitCodes.badOptions,
    );
  if (users > hostLimits.virtualUsers) {
    throw over(`${users} virtual users`, hostLimits.virtualUsers, 'MAX_VUS to fewer');
  }
  if (seconds > hostLimits.seconds) {
    throw over(`${Math.round(seconds)} seconds`, hostLimits.seconds, 'DURATION_SECONDS to fewer');
  }
  if (rate > hostLimits.rate) throw over(`${Math.round(rate)} iterations a second`, hostLimits.rate, 'RATE to less');
}
