import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Pace } from './pace.js';

/** How many requests get their turn at once, on a clock that stands. */
async function atOnce(pace: Pace): Promise<number> {
  let count = 0;
  const stop = new AbortController();
  const asked = Array.from({ length: 20 }, () =>
    pace.turn(stop.signal).then(
      () => {
        count += 1;
      },
      () => {},
    ),
  );
  await setImmediate();
  const had = count;
  stop.abort();
  await Promise.all(asked);
  return had;
}

describe('the pace', () => {
  test('without a limit nobody waits', async () => {
    expect(await atOnce(new Pace(0, () => 0))).toBe(20);
  });

  test('with one, each request has a turn of its own', async () => {
    expect(await atOnce(new Pace(10, () => 1000))).toBe(1);
  });

  test('after a request was turned away all wait, also where there was no limit', async () => {
    let time = 1000;
    const pace = new Pace(0, () => time);
    pace.limited(2000);
    expect(await atOnce(pace)).toBe(0);
    time = 60_000;
    // They do not begin all at once again before a while without a limit.
    pace.limited(0);
    expect(await atOnce(pace)).toBeLessThan(20);
  });

  test('the rate comes back', async () => {
    let time = 1000;
    const pace = new Pace(0, () => time);
    for (let times = 0; times < 10; times += 1, time += 10_000) pace.limited(0);
    time += 120_000;
    expect(await atOnce(pace)).toBe(20);
  });

  test('an urgent one goes before those that asked earlier', async () => {
    const pace = new Pace(50, Date.now);
    const order: string[] = [];
    const asked = [false, false, true].map(async (urgent, index) => {
      await pace.turn(undefined, urgent);
      order.push(`${index}`);
    });
    await Promise.all(asked);
    expect(order).toEqual(['0', '2', '1']);
  });

  test('who gives up leaves no turn empty: those who come afterwards wait for one turn, not for all', async () => {
    let time = 1000;
    const pace = new Pace(1, () => time);
    await pace.turn();
    const stop = new AbortController();
    const reason = new Error('enough');
    const asked = Array.from({ length: 20 }, () => pace.turn(stop.signal));
    stop.abort(reason);
    expect(await Promise.allSettled(asked)).toEqual(asked.map(() => ({ status: 'rejected', reason })));
    time = 2000;
    expect(await atOnce(pace)).toBe(1);
  });
});
