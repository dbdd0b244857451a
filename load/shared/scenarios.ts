/**
 * The scenarios of both scripts, as k6 options. All but `smoke` are open models: requests come at their rate whether or
 * not the installation keeps up, as they do from people who do not know of each other.
 */
import type { Scenario, Stage } from 'k6/options';
import type { ScenarioName, Settings } from './settings.ts';

/** Seconds of each scenario where DURATION_SECONDS says nothing else. */
const lengths: Record<ScenarioName, number> = {
  smoke: 60,
  average: 300,
  stress: 600,
  spike: 180,
  soak: 3600,
  breakpoint: 600,
};

/** How many requests in all `smoke` sends. */
const smokeIterations = 20;

/** `breakpoint` ends at this multiple of the rate of `average`, if nothing gives way before. */
const breakpointTimes = 60;

/** Stages as shares of the whole length, and rates as multiples of the average. */
type Profile = [share: number, times: number][];

const profiles: Record<'average' | 'stress' | 'spike', Profile> = {
  average: [
    [0.1, 1],
    [0.8, 1],
    [0.1, 0],
  ],
  stress: [
    [0.2, 1],
    [0.2, 2],
    [0.2, 3],
    [0.3, 3],
    [0.1, 0],
  ],
  spike: [
    [0.2, 1],
    [0.05, 10],
    [0.2, 10],
    [0.05, 1],
    [0.4, 1],
    [0.1, 0],
  ],
};

const breakpointRate = ({ rate }: Settings): number => Math.ceil(rate * breakpointTimes);

/**
 * How many requests a scenario sends in all where the load generator keeps its rate; nothing for `smoke`, which has no
 * rate, and for `breakpoint`, which goes on until something gives way.
 */
export function plannedRequests(settings: Settings): number | undefined {
  const { scenario: name, rate } = settings;
  const seconds = settings.seconds ?? lengths[name];
  if (name === 'soak') return rate * seconds;
  if (name === 'smoke' || name === 'breakpoint') return undefined;
  let last = 0;
  return profiles[name].reduce((sum, [share, times]) => {
    const mean = (last + times) / 2;
    last = times;
    return sum + rate * mean * share * seconds;
  }, 0);
}

/** @returns the scenarios by name: one, and in `breakpoint` a second one that keeps asking for the cheapest answer */
export function scenariosFor(settings: Settings): Record<string, Scenario> {
  const { scenario: name, maxVUs } = settings;
  const seconds = settings.seconds ?? lengths[name];
  const common = { exec: 'load', gracefulStop: '30s' };
  // k6 takes whole numbers only: a rate below one a second is given for ten seconds.
  const unit = 10;
  const rateOf = (times: number) => Math.round(settings.rate * times * unit);
  const open = { timeUnit: `${unit}s`, preAllocatedVUs: Math.min(maxVUs, 10), maxVUs };
  switch (name) {
    case 'smoke':
      return {
        smoke: {
          ...common,
          executor: 'shared-iterations',
          vus: 2,
          iterations: smokeIterations,
          maxDuration: `${seconds}s`,
        },
      };
    case 'soak':
      return {
        soak: {
          ...common,
          ...open,
          executor: 'constant-arrival-rate',
          rate: Math.max(1, rateOf(1)),
          duration: `${seconds}s`,
        },
      };
    case 'breakpoint':
      return {
        breakpoint: {
          ...common,
          ...open,
          executor: 'ramping-arrival-rate',
          startRate: unit,
          stages: [{ duration: `${seconds}s`, target: breakpointRate(settings) * unit }],
        },
        probe: {
          executor: 'constant-arrival-rate',
          exec: 'probe',
          gracefulStop: '5s',
          rate: 2,
          timeUnit: '1s',
          duration: `${seconds}s`,
          preAllocatedVUs: 1,
          maxVUs: 2,
        },
      };
    default: {
      const stages = profiles[name].map(
        ([share, times]): Stage => ({ duration: `${Math.round(seconds * share * 1000)}ms`, target: rateOf(times) }),
      );
      return { [name]: { ...common, ...open, executor: 'ramping-arrival-rate', startRate: 0, stages } };
    }
  }
}
