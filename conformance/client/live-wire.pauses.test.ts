/** How long an outage is waited out, and how often it is looked whether it is over. Pauses take no time here. */
import { beforeEach, expect, test, vi } from 'vitest';
import { fine, wireTo } from './wire-for-tests.js';

const clock = vi.hoisted(() => ({ now: 0, pauses: [] as number[] }));
vi.mock('node:timers/promises', async (original) => ({
  ...(await original<object>()),
  setTimeout: async (ms: number) => {
    clock.pauses.push(ms);
    clock.now += ms;
  },
}));
beforeEach(() => {
  clock.now = 1_000_000;
  clock.pauses.length = 0;
});

/** An installation that answers once, and is then away for so many seconds. */
async function awayFor(seconds: number) {
  const back = clock.now + seconds * 1000;
  const wire = await wireTo(
    (request, response, count) =>
      count === 0 || clock.now >= back ? fine(request, response, count) : request.socket.destroy(),
    { timeoutMs: 30_000 },
    () => clock.now,
  );
  await wire.send();
  return wire;
}

test.each([1.5, 60])('%d s are waited out with growing pauses, and the run goes on', async (seconds) => {
  const { send, requests, wire } = await awayFor(seconds);
  expect((await send()).response?.status).toBe(200);
  const { pauses } = clock;
  expect(pauses.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(seconds * 1000);
  expect(pauses.every((one, index) => one >= (pauses[index - 1] ?? 0) && one <= 10_000)).toBe(true);
  expect(pauses[1]).toBeGreaterThan(pauses[0] ?? 0);
  // An installation that is in trouble is not asked all the time.
  expect(requests.length).toBeLessThan(30);
  expect(wire.course.ended).toBeUndefined();
});

test('more than two minutes are not', async () => {
  const { send } = await awayFor(200);
  await expect(send()).rejects.toMatchObject({ code: 'target-gone', message: /not answered for 1[23]\d s/ });
});
