/** The executors against what https://grafana.com/docs/k6/latest/using-k6/scenarios/executors/ says of them. */
import { describe, expect, test } from 'vitest';
import { optionsOf } from '../../host-for-tests.js';
import { type HostScenario, readOptions } from '../options.js';
import { arrivalRate } from './arrival-rate.js';
import { testExecution } from './clock-for-tests.js';
import type { Execution } from './executor.js';
import { sharedIterations } from './shared-iterations.js';

function read(scenario: Record<string, unknown>): HostScenario {
  const [one] = readOptions(optionsOf(scenario)).scenarios;
  if (!one) throw new Error('No scenario');
  return one;
}

const execute = (one: HostScenario, execution: Execution) =>
  one.executor === 'shared-iterations' ? sharedIterations(one, execution) : arrivalRate(one, execution);

/** Runs a scenario in time that does not pass. */
async function ran(scenario: Record<string, unknown>, duration: number | ((iteration: number) => number)) {
  const { execution, clock, trace } = testExecution(duration);
  await clock.run(execute(read(scenario), execution));
  return { ...trace, end: clock.now() };
}

describe('shared-iterations', () => {
  test('all iterations are done once, by whoever is free', async () => {
    const slowFirst = (iteration: number) => (iteration === 0 ? 500 : 100);
    const { ended, begun } = await ran({ vus: 2, iterations: 6 }, slowFirst);
    expect(ended).toBe(6);
    expect(begun.filter(({ user }) => user === 1)).toHaveLength(1);
  });

  test('those that find no time within maxDuration are dropped', async () => {
    const scenario = { iterations: 10, maxDuration: '1s' };
    const { ended, dropped, interrupted } = await ran(scenario, 300);
    expect({ ended, dropped, interrupted }).toEqual({ ended: 4, dropped: 6, interrupted: 0 });
  });

  test('gracefulStop waits for the last iteration, and no longer', async () => {
    const scenario = { iterations: 1, maxDuration: '1s' };
    expect(await ran({ ...scenario, gracefulStop: '3s' }, 3000)).toMatchObject({ ended: 1, interrupted: 0, end: 3000 });
    expect(await ran({ ...scenario, gracefulStop: '1s' }, 3000)).toMatchObject({ ended: 0, interrupted: 1, end: 2000 });
  });
});

describe('constant-arrival-rate', () => {
  const scenario = {
    executor: 'constant-arrival-rate',
    rate: 10,
    timeUnit: '1s',
    duration: '3s',
    preAllocatedVUs: 2,
    maxVUs: 2,
  };

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
  const ramping = { executor: 'ramping-arrival-rate', startRate: 0, timeUnit: '1s', preAllocatedVUs: 5, maxVUs: 5 };

  test('as many as lie under the line', async () => {
    const stages = [
      { duration: '2s', target: 20 },
      { duration: '1s', target: 20 },
      { duration: '2s', target: 0 },
    ];
    const { begun } = await ran({ ...ramping, stages }, 10);
    expect(begun.length).toBeGreaterThanOrEqual(59);
    expect(begun.length).toBeLessThanOrEqual(61);
    expect(begun.filter(({ at }) => Math.round(at) < 1000)).toHaveLength(5);
  });

  test('a stage of no length is a jump', async () => {
    const stages = [
      { duration: '0s', target: 10 },
      { duration: '1s', target: 10 },
    ];
    const { begun } = await ran({ ...ramping, stages }, 10);
    expect(begun).toHaveLength(10);
  });

  test('a stop ends it at once', async () => {
    const { execution, clock, trace, stop } = testExecution(60_000);
    const one = read({ ...ramping, startRate: 10, stages: [{ duration: '100s', target: 10 }] });
    void clock.until(1000, new AbortController().signal).then(() => stop.abort());
    await clock.run(execute(one, execution));
    expect(clock.now()).toBe(1000);
    expect(trace.interrupted).toBe(5);
  });
});
