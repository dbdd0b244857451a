/** Runs all scenarios at the same time, and evaluates the thresholds meanwhile. */
import { realClock } from './clock.js';
import type { Collector } from './collector.js';
import type { Crew } from './crew.js';
import { arrivalRate } from './executors/arrival-rate.js';
import type { Execution } from './executors/executor.js';
import { sharedIterations } from './executors/shared-iterations.js';
import type { HostScenario } from './options.js';
import { k6ExitCodes, ScriptError } from './script-error.js';
import type { Stop } from './stop.js';

/** Intervals in milliseconds at which k6 evaluates the thresholds and counts its virtual users. */
const thresholdsEvery = 2000;
const usersEvery = 1000;

/** @returns how long they took, in milliseconds */
export async function runScenarios(
  scenarios: readonly HostScenario[],
  { crew, collector, stop }: { crew: Crew; collector: Collector; stop: Stop },
): Promise<number> {
  const begin = realClock.now();
  const elapsed = () => realClock.now() - begin;
  const looking = setInterval(() => {
    const crossed = collector.registry.evaluate(elapsed());
    if (crossed === undefined) return;
    stop.for(new ScriptError(`The threshold ${crossed} was crossed.`, k6ExitCodes.thresholdsFailed));
  }, thresholdsEvery);
  const counting = setInterval(() => crew.note(), usersEvery);
  try {
    await Promise.all(
      scenarios.map(async (scenario) => {
        const execution: Execution = {
          clock: realClock,
          stop: stop.signal,
          virtualUser: crew.for(scenario),
          drop: (count) => count > 0 && collector.note('dropped_iterations', count, { scenario: scenario.name }),
        };
        if (scenario.executor === 'shared-iterations') await sharedIterations(scenario, execution);
        else await arrivalRate(scenario, execution);
      }),
    );
    crew.note();
    return elapsed();
  } finally {
    clearInterval(looking);
    clearInterval(counting);
  }
}
