/** `shared-iterations` and `per-vu-iterations`: a number of iterations, within a time. */
import { milliseconds } from '../duration.js';
import type { IterationsScenario } from '../options.js';
import { gracefully, loop, many, type World } from './executor.js';

/** The iterations are handed out to whoever is free; those that found no time are counted as dropped. */
export async function sharedIterations(scenario: IterationsScenario, world: World): Promise<void> {
  const { iterations, vus } = scenario;
  let begun = 0;
  const take = () => begun < iterations && ++begun > 0;
  await within(scenario, Math.min(vus, iterations), world, () => take);
  world.drop(iterations - begun);
}

/** Each virtual user has its own number of iterations. */
export async function perVuIterations(scenario: IterationsScenario, world: World): Promise<void> {
  const { iterations, vus } = scenario;
  let begun = 0;
  await within(scenario, vus, world, () => {
    let own = 0;
    return () => own < iterations && ++own > 0 && ++begun > 0;
  });
  world.drop(iterations * vus - begun);
}

async function within(
  { maxDuration, gracefulStop }: IterationsScenario,
  count: number,
  world: World,
  taker: () => () => boolean,
): Promise<void> {
  const users = await many(count, world);
  const end = world.clock.now() + milliseconds(maxDuration);
  const work = Promise.all(
    users.map((user) => {
      const take = taker();
      return loop(user, world, () => world.clock.now() < end && take());
    }),
  );
  await gracefully(work, users, world, { end, grace: milliseconds(gracefulStop) });
}
