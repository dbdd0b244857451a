/**
 * `constant-arrival-rate` and `ramping-arrival-rate`: iterations begin at their rate whether or not earlier ones have
 * ended. One for which no virtual user is free is dropped, and another virtual user is started, up to maxVUs.
 */
import { milliseconds } from '../duration.js';
import type { ArrivalRate } from '../options.js';
import { type Execution, gracefully, many, type VirtualUser } from './executor.js';

export async function arrivalRate(scenario: ArrivalRate, execution: Execution): Promise<void> {
  const { preAllocatedVUs, maxVUs, gracefulStop } = scenario;
  const users = await many(preAllocatedVUs, execution);
  const idle = [...users];
  const running = new Set<Promise<void>>();
  let coming = 0;
  const hire = async () => {
    coming += 1;
    const user = await execution.virtualUser();
    coming -= 1;
    users.push(user);
    idle.push(user);
  };
  const begin = (user: VirtualUser) => {
    const iteration = user.iterate().then(() => {
      running.delete(iteration);
      idle.push(user);
    });
    running.add(iteration);
  };

  const start = execution.clock.now();
  const hiring: Promise<void>[] = [];
  for (const moment of arrivals(scenario)) {
    await execution.clock.until(start + moment, execution.stop);
    if (execution.stop.aborted) break;
    const user = idle.pop();
    if (user) begin(user);
    else {
      execution.drop(1);
      if (users.length + coming < maxVUs) hiring.push(hire());
    }
  }
  const end = start + scenario.stages.reduce((sum, { duration }) => sum + milliseconds(duration), 0);
  await execution.clock.until(end, execution.stop);
  const work = Promise.all([...running, ...hiring]);
  await gracefully(work, users, execution, { end, grace: milliseconds(gracefulStop) });
}

/**
 * When iterations begin, in milliseconds from the beginning. The n-th begins when the area under the rate reaches n: so
 * they are spread evenly, and a ramp is a straight line.
 */
function* arrivals({ startRate, timeUnit, stages }: ArrivalRate): Generator<number> {
  const unit = milliseconds(timeUnit);
  let time = 0;
  let rate = startRate / unit;
  // How much of the next iteration the stages before have added up to.
  let before = 0;
  let next = 0;
  for (const { duration, target } of stages) {
    const length = milliseconds(duration);
    const final = target / unit;
    const area = ((rate + final) / 2) * length;
    for (; next < before + area - 1e-9; next += 1) yield time + timeOfArea(next - before, rate, final, length);
    before += area;
    time += length;
    rate = final;
  }
}

/** When the area under a straight line from one rate to another reaches a size. */
function timeOfArea(area: number, from: number, to: number, length: number): number {
  if (length === 0) return 0;
  const slope = (to - from) / length;
  if (Math.abs(slope) < 1e-15) return area / from;
  return (-from + Math.sqrt(Math.max(0, from * from + 2 * slope * area))) / slope;
}
