/** `shared-iterations`: a number of iterations for all virtual users together; those that do not begin in time are dropped. */
import { milliseconds } from '../duration.js';
import type { SharedIterations } from '../options.js';
import { type Execution, gracefully, many } from './executor.js';

export async function sharedIterations(scenario: SharedIterations, execution: Execution): Promise<void> {
  const { iterations, vus } = scenario;
  const users = await many(Math.min(vus, iterations), execution);
  const end = execution.clock.now() + milliseconds(scenario.maxDuration);
  let begun = 0;
  const work = users.map(async (user) => {
    while (!execution.stop.aborted && execution.clock.now() < end && begun < iterations) {
      begun += 1;
      await user.iterate();
    }
  });
  await gracefully(Promise.all(work), users, execution, { end, grace: milliseconds(scenario.gracefulStop) });
  execution.drop(iterations - begun);
}
