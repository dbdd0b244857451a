import type { HostScenario } from '../options.js';
import { arrivalRate } from './arrival-rate.js';
import type { World } from './executor.js';
import { perVuIterations, sharedIterations } from './iterations.js';
import { constantVUs, rampingVUs } from './vus.js';

/** Runs a scenario to its end. */
export function execute(scenario: HostScenario, world: World): Promise<void> {
  switch (scenario.executor) {
    case 'shared-iterations':
      return sharedIterations(scenario, world);
    case 'per-vu-iterations':
      return perVuIterations(scenario, world);
    case 'constant-vus':
      return constantVUs(scenario, world);
    case 'ramping-vus':
      return rampingVUs(scenario, world);
    case 'constant-arrival-rate':
    case 'ramping-arrival-rate':
      return arrivalRate(scenario, world);
  }
}
