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

/** @throws ScriptError that says which limit, and what to do */
export function checkLimits(scenarios: readonly HostScenario[]): void {
  const users = scenarios.reduce((sum, one) => sum + ('maxVUs' in one ? one.maxVUs : one.vus), 0);
  const seconds = Math.max(...scenarios.map(longest)) / 1000;
  const rate = Math.max(
    ...scenarios.map((one) =>
      'timeUnit' in one
        ? (Math.max(one.startRate, ...one.stages.map(({ target }) => target)) * 1000) / milliseconds(one.timeUnit)
        : 0,
    ),
  );
  const limit = (what: string, asked: number, most: number, setting: string) => {
    if (asked <= most) return;
    throw new ScriptError(
      `The scenario asks for ${Math.round(asked)} ${what}, and the host without k6 has at most ${most}. Install k6, or set ${setting}.`,
      k6ExitCodes.badOptions,
    );
  };
  limit('virtual users', users, hostLimits.virtualUsers, 'MAX_VUS to fewer');
  limit('seconds', seconds, hostLimits.seconds, 'DURATION_SECONDS to fewer');
  limit('iterations a second', rate, hostLimits.rate, 'RATE to less');
}
