/** The executors against what https://grafana.com/docs/k6/latest/using-k6/scenarios/executors/ says of them. */
import { describe, expect, test } from 'vitest';
import { readOptions } from '../options.js';
import { testWorld } from './clock-for-tests.js';
import { execute } from './index.js';
import { activeTimes } from './vus.js';

/** Runs a scenario in time that does not pass. */
async function ran(scenario: Record<string, unknown>, duration: number | ((iteration: number) => number)) {
  const { world, clock, trace } = testWorld(duration);
  const [one] = readOptions({ scenarios: { one: scenario } }).scenarios;
  if (!one) throw new Error('No scenario');
  await clock.run(execute(one, world));
  return { ...trace, end: clock.now() };
}

describe('shared-iterations', () => {
  test('all iterations are done once, by whoever is free', async () => {
    const slowFirst = (iteration: number) => (iteration === 0 ? 500 : 100);
    const { ended, begun } = await ran({ executor: 'shared-iterations', vus: 2, iterations: 6 }, slowFirst);
    expect(ended).toBe(6);
    expect(begun.filter(({ user }) => user === 1)).toHaveLength(1);
  });

  test('those that find no time within maxDuration are dropped', async () => {
    const scenario = { executor: 'shared-iterations', vus: 1, iterations: 10, maxDuration: '1s' };
    const { ended, dropped, interrupted } = await ran(scenario, 300);
    expect({ ended, dropped, interrupted }).toEqual({ ended: 4, dropped: 6, interrupted: 0 });
  });
});

describe('per-vu-iterations', () => {
  test('each virtual user has its number', async () => {
    const { begun, ended } = await ran({ executor: 'per-vu-iterations', vus: 3, iterations: 4 }, 100);
    expect(ended).toBe(12);
    expect(begun.filter(({ user }) => user === 2)).toHaveLength(4);
  });

  test('what is left at maxDuration is dropped', async () => {
    const scenario = { executor: 'per-vu-iterations', vus: 2, iterations: 5, maxDuration: '250ms' };
    expect(await ran(scenario, 100)).toMatchObject({ ended: 6, dropped: 4 });
  });
});

describe('constant-vus', () => {
  test('as many iterations as there is time for', async () => {
    const { ended, users, end } = await ran({ executor: 'constant-vus', vus: 3, duration: '1s' }, 100);
    expect({ ended, users, end }).toEqual({ ended: 30, users: 3, end: 1000 });
  });

  test('gracefulStop waits for the last iteration, and no longer', async () => {
    const scenario = { executor: 'constant-vus', vus: 1, duration: '1s' };
    expect(await ran({ ...scenario, gracefulStop: '3s' }, 3000)).toMatchObject({ ended: 1, interrupted: 0, end: 3000 });
    expect(await ran({ ...scenario, gracefulStop: '1s' }, 3000)).toMatchObject({ ended: 0, interrupted: 1, end: 2000 });
  });
});

describe('ramping-vus', () => {
  test('each joins and leaves when the line crosses its place', () => {
    const stages = [
      { duration: '10s', target: 10 },
      { duration: '5s', target: 10 },
      { duration: '10s', target: 0 },
    ];
    expect(activeTimes(0, 0, stages)).toEqual([{ from: 1000, to: 25_000 }]);
    expect(activeTimes(9, 0, stages)).toEqual([{ from: 10_000, to: 16_000 }]);
    expect(activeTimes(10, 0, stages)).toEqual([]);
  });

  test('one may come twice', () => {
    const stages = [
      { duration: '1s', target: 0 },
      { duration: '1s', target: 2 },
    ];
    expect(activeTimes(1, 2, stages)).toEqual([{ from: 0, to: 500 }]);
    expect(activeTimes(0, 2, stages)).toEqual([
      { from: 0, to: 1000 },
      { from: 1500, to: 2000 },
    ]);
  });

  test('at the ramp down an iteration is interrupted after gracefulRampDown', async () => {
    const scenario = {
      executor: 'ramping-vus',
      startVUs: 2,
      gracefulRampDown: '1s',
      stages: [
        { duration: '1s', target: 0 },
        { duration: '9s', target: 0 },
      ],
    };
    expect(await ran(scenario, 5000)).toMatchObject({ ended: 0, interrupted: 2 });
    expect(await ran({ ...scenario, gracefulRampDown: '30s' }, 5000)).toMatchObject({ ended: 2, interrupted: 0 });
  });
});

describe('constant-arrival-rate', () => {
  const scenario = { executor: 'constant-arrival-rate', rate: 10, duration: '3s', preAllocatedVUs: 2 };

  test('iterations begin at their rate, evenly spaced, whatever they take', async () => {
    const { begun, dropped } = await ran(scenario, 120);
    expect(begun).toHaveLength(30);
    expect(dropped).toBe(0);
    const gaps = begun.slice(1).map(({ at }, index) => Math.round(at - (begun[index]?.at ?? 0)));
    expect(new Set(gaps)).toEqual(new Set([100]));
  });

  test('without a free virtual user an iteration is dropped', async () => {
    const { begun, dropped, users } = await ran(scenario, 1000);
    expect(users).toBe(2);
    expect(begun.length + dropped).toBe(30);
    expect(begun.length).toBe(6);
  });

  test('more are made ready up to maxVUs', async () => {
    const { users, dropped } = await ran({ ...scenario, maxVUs: 11 }, 1000);
    expect(users).toBeGreaterThan(2);
    expect(users).toBeLessThanOrEqual(11);
    expect(dropped).toBeLessThan(12);
  });

  test('timeUnit is the time that the rate is for', async () => {
    const { begun } = await ran({ ...scenario, rate: 60, timeUnit: '1m' }, 10);
    expect(begun.map(({ at }) => Math.round(at))).toEqual([0, 1000, 2000]);
  });
});

describe('ramping-arrival-rate', () => {
  test('as many as lie under the line', async () => {
    const stages = [
      { duration: '2s', target: 20 },
      { duration: '1s', target: 20 },
      { duration: '2s', target: 0 },
    ];
    const { begun } = await ran({ executor: 'ramping-arrival-rate', preAllocatedVUs: 5, stages }, 10);
    expect(begun.length).toBeGreaterThanOrEqual(59);
    expect(begun.length).toBeLessThanOrEqual(61);
    expect(begun.filter(({ at }) => Math.round(at) < 1000)).toHaveLength(5);
  });

  test('a stage of no length is a jump', async () => {
    const stages = [
      { duration: '0s', target: 10 },
      { duration: '1s', target: 10 },
    ];
    const { begun } = await ran({ executor: 'ramping-arrival-rate', preAllocatedVUs: 5, stages }, 10);
    expect(begun).toHaveLength(10);
  });

  test('a stop ends it at once', async () => {
    const { world, clock, trace, stop } = testWorld(60_000);
    const stages = [{ duration: '100s', target: 10 }];
    const [one] = readOptions({
      scenarios: { one: { executor: 'ramping-arrival-rate', startRate: 10, preAllocatedVUs: 5, stages } },
    }).scenarios;
    if (!one) throw new Error('No scenario');
    void clock.until(1000, new AbortController().signal).then(() => stop.abort());
    await clock.run(execute(one, world));
    expect(clock.now()).toBe(1000);
    expect(trace.interrupted).toBe(5);
  });
});
