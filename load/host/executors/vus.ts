/** `constant-vus` and `ramping-vus`: virtual users that iterate as often as they can. */
import { milliseconds } from '../duration.js';
import type { ConstantVUs, RampingVUs } from '../options.js';
import { gracefully, loop, many, type World } from './executor.js';

export async function constantVUs({ vus, duration, gracefulStop }: ConstantVUs, world: World): Promise<void> {
  const users = await many(vus, world);
  const end = world.clock.now() + milliseconds(duration);
  const work = Promise.all(users.map((user) => loop(user, world, () => world.clock.now() < end)));
  await gracefully(work, users, world, { end, grace: milliseconds(gracefulStop) });
}

export async function rampingVUs(scenario: RampingVUs, world: World): Promise<void> {
  const { stages, startVUs } = scenario;
  const most = Math.max(startVUs, ...stages.map(({ target }) => target));
  const users = await many(most, world);
  const begin = world.clock.now();
  const end = begin + stages.reduce((sum, { duration }) => sum + milliseconds(duration), 0);
  const grace = milliseconds(scenario.gracefulRampDown);
  const work = Promise.all(
    users.map(async (user, index) => {
      for (const { from, to } of activeTimes(index, startVUs, stages)) {
        await world.clock.until(begin + from, world.stop);
        const iterating = loop(user, world, () => world.clock.now() < begin + to);
        // At the end of the whole scenario it is the graceful stop that counts, and not the ramp down's.
        if (begin + to >= end) await iterating;
        else await gracefully(iterating, [user], world, { end: begin + to, grace });
      }
    }),
  );
  await gracefully(work, users, world, { end, grace: milliseconds(scenario.gracefulStop) });
}

export interface Span {
  from: number;
  to: number;
}

/**
 * When a virtual user is wanted, in milliseconds from the beginning: from the moment at which the line reaches its place
 * in the row, until the line is down at the place below.
 */
export function activeTimes(index: number, start: number, stages: RampingVUs['stages']): Span[] {
  const place = index + 1;
  const spans: Span[] = [];
  let time = 0;
  let level = start;
  for (const { duration, target } of stages) {
    const length = milliseconds(duration);
    const when = (height: number) => time + ((height - level) / (target - level)) * length;
    const from = level >= place ? time : when(place);
    const to = target >= place ? time + length : when(place - 1);
    if (Math.max(level, target) >= place && to > from) {
      const last = spans.at(-1);
      if (last?.to === from) last.to = to;
      else spans.push({ from, to });
    }
    time += length;
    level = target;
  }
  return spans;
}
