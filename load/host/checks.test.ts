/** Checks and thresholds of a run on the host. */
import { expect, test } from 'vitest';
import { noSummary, once, optionsText, runText } from '../host-for-tests.js';

test('a check is counted by its name, with the tags that it is given', async () => {
  const { code, points } = await runText(`${once}
    import { check } from 'k6';
    export default function () { check(1, { 'is one': (n) => n === 1, 'is two': (n) => n === 2 }, { own: 'tag' }); }`);
  expect(code).toBe(0);
  expect(points.filter(({ metric }) => metric === 'checks')).toEqual([
    { metric: 'checks', value: 1, tags: { check: 'is one', scenario: 'one', own: 'tag' } },
    { metric: 'checks', value: 0, tags: { check: 'is two', scenario: 'one', own: 'tag' } },
  ]);
});

const failing = `import { Rate } from 'k6/metrics'; import { sleep } from 'k6'; const errors = new Rate('errors');`;

test('a threshold that is missed ends with 99, and the summary says which', async () => {
  const { code, stdout } = await runText(`${failing}
    ${optionsText({ iterations: 2 }, { thresholds: { errors: ['rate<0.5', 'rate<2'] } })}
    export default function () { errors.add(true); }
    export const handleSummary = (data) => ({ stdout: JSON.stringify(data.metrics.errors.thresholds) });`);
  expect(code).toBe(99);
  expect(JSON.parse(stdout)).toEqual({ 'rate<0.5': { ok: false }, 'rate<2': { ok: true } });
});

test('abortOnFail ends the run before its time', async () => {
  const thresholds = { errors: [{ threshold: 'rate<0.5', abortOnFail: true }] };
  const { code, points } = await runText(`${failing} ${noSummary}
    ${optionsText({ vus: 2, iterations: 600 }, { thresholds })}
    export default function () { errors.add(true); sleep(0.1); }`);
  expect(code).toBe(99);
  expect(points.filter(({ metric }) => metric === 'iterations').length).toBeLessThan(200);
});
