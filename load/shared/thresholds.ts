/** What a run must reach: for each operation a time for 95 and for 99 of 100 answers, and hardly any errors. */
import type { ObjectThreshold, Threshold } from 'k6/options';
import type { OperationId } from './contract.ts';
import { plannedRequests } from './scenarios.ts';
import type { Settings } from './settings.ts';

export interface Limits {
  /** Milliseconds. */
  p95: number;
  p99: number;
}

/** In `breakpoint` the rate rises until the slowest of 20 answers takes this many milliseconds. */
const breakpointP95 = 1000;

const mostErrors = 0.01;
const mostTurnedAway = 0.05;

/** A load whose requests were not sent is not the load that was asked for. One in a hundred may be late. */
const mostNotSent = 0.01;

export function thresholdsFor(
  settings: Settings,
  limits: Partial<Record<OperationId, Limits>>,
): Record<string, Threshold[]> {
  const thresholds: Record<string, Threshold[]> = { errors_shape: ['count==0'] };
  const planned = plannedRequests(settings);
  if (planned !== undefined) thresholds.dropped_iterations = [`count<=${Math.ceil(planned * mostNotSent)}`];
  for (const [id, own] of Object.entries(limits)) {
    const time = `answer_time{operation:${id}}`;
    const wrong = `errors{operation:${id}}`;
    if (settings.scenario === 'breakpoint') {
      thresholds[time] = [stopping(`p(95)<${settings.p95 ?? breakpointP95}`)];
      thresholds[wrong] = [stopping(`rate<${mostErrors}`)];
      thresholds[`turned_away{operation:${id}}`] = [stopping(`rate<${mostTurnedAway}`)];
    } else {
      thresholds[time] = [`p(95)<${settings.p95 ?? own.p95}`, `p(99)<${settings.p99 ?? own.p99}`];
      thresholds[wrong] = [`rate<${mostErrors}`];
      // Always true: it makes k6 keep the figure for this operation, and a limit of the web server is no error.
      thresholds[`turned_away{operation:${id}}`] = ['rate>=0'];
    }
  }
  return thresholds;
}

/** The first seconds do not count: caches are cold, and a few answers make no percentile. */
const stopping = (threshold: string): ObjectThreshold => ({ threshold, abortOnFail: true, delayAbortEval: '5s' });
