import { expect, test } from 'vitest';
import { readSettings } from './settings.js';
import { summarise } from './summary.js';
import { thresholdsFor } from './thresholds.js';

const asked = { OSTICKET_URL: 'http://127.0.0.1:3000', OSTICKET_API_KEY: 'key', SCENARIO: 'average', RATE: '10' };

test('a load of which more than one request in a hundred could not be sent has not passed', () => {
  const { dropped_iterations: limit = [] } = thresholdsFor(readSettings(asked, { rate: 5 }), {});
  const most = Number(/^count<=(\d+)$/.exec(String(limit[0]))?.[1]);
  expect(most).toBeGreaterThan(0);
  const passed = (count: number) =>
    summarise(
      {
        state: { testRunDurationMs: 60_000 },
        metrics: {
          dropped_iterations: { values: { count }, thresholds: { [`count<=${most}`]: { ok: count <= most } } },
        },
      } as unknown as Parameters<typeof summarise>[0],
      { script: 'search', scenario: 'average', target: 'here', operations: [] },
    ).passed;
  expect([passed(most), passed(most + 1)]).toEqual([true, false]);
});
