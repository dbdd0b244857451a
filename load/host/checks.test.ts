/** Checks, groups, thresholds and the summary of a run on the host. */
import { describe, expect, test } from 'vitest';
import { once, runText } from '../host-for-tests.js';

describe('checks, groups and thresholds', () => {
  test('checks are counted with their group, and groups have a duration', async () => {
    const { code, points, stdout } = await runText(`${once}
      import { check, group } from 'k6';
      export default function () {
        const value = group('outer', () => group('inner', () => { check(1, { 'is one': (n) => n === 1, 'is two': (n) => n === 2 }, { own: 'tag' }); return 7; }));
        if (value !== 7) throw new Error('group gives back what its body gives');
      }
      export const handleSummary = (data) => ({ stdout: JSON.stringify(data.root_group) });`);
    expect(code).toBe(0);
    const checks = points.filter(({ metric }) => metric === 'checks');
    expect(checks.map(({ value }) => value)).toEqual([1, 0]);
    expect(checks[0]?.tags).toEqual({ group: '::outer::inner', check: 'is one', scenario: 'one', own: 'tag' });
    expect(points.filter(({ metric }) => metric === 'group_duration').map(({ tags }) => tags['group'])).toEqual([
      '::outer::inner',
      '::outer',
    ]);
    const [outer] = JSON.parse(stdout).groups;
    expect(outer.groups[0].checks).toContainEqual({
      name: 'is two',
      path: '::outer::inner::is two',
      passes: 0,
      fails: 1,
    });
  });

  test('a threshold that is missed ends with 99, and the summary says which', async () => {
    const { code, stdout } = await runText(`
      import { Rate } from 'k6/metrics';
      const errors = new Rate('errors');
      export const options = { iterations: 2, vus: 1, thresholds: { errors: ['rate<0.5', 'rate<2'] } };
      export default function () { errors.add(true); }
      export const handleSummary = (data) => ({ stdout: JSON.stringify(data.metrics.errors.thresholds) });`);
    expect(code).toBe(99);
    expect(JSON.parse(stdout)).toEqual({ 'rate<0.5': { ok: false }, 'rate<2': { ok: true } });
  });

  test('abortOnFail ends the run before its time', async () => {
    const { code, points } = await runText(`
      import { sleep } from 'k6';
      import { Rate } from 'k6/metrics';
      const errors = new Rate('errors');
      export const options = { vus: 2, duration: '60s', thresholds: { errors: [{ threshold: 'rate<0.5', abortOnFail: true }] } };
      export default function () { errors.add(true); sleep(0.1); }`);
    expect(code).toBe(99);
    expect(points.filter(({ metric }) => metric === 'iterations').length).toBeLessThan(200);
  });

  test('without a handleSummary the summary is printed', async () => {
    const { stdout } = await runText(
      `export const options = { iterations: 2, vus: 1, thresholds: { iterations: ['count==2'] } }; export default () => {};`,
    );
    expect(stdout).toContain("✓ 'count==2'");
    expect(stdout).toMatch(/iterations\.+: 2 /);
  });
});
