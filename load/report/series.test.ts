import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderForTests } from '../../contract/folder-for-tests.js';
import { niceTicks } from './plot.js';
import { readPoints } from './points.js';
import { gatherSeries } from './series.js';

/** Lines as k6's documentation of its JSON output has them: with a time zone, nanoseconds, and tags that may be null. */
const lines = [
  '{"type":"Metric","data":{"name":"vus","type":"gauge","contains":"default","thresholds":[],"submetrics":null},"metric":"vus"}',
  '{"type":"Point","data":{"time":"2026-05-09T14:34:45.625742514+02:00","value":5,"tags":null},"metric":"vus"}',
  '{"metric":"answer_time","type":"Point","data":{"time":"2026-05-09T14:34:45.725742514+02:00","value":100,"tags":{"operation":"searchTickets"}}}',
  '{"metric":"answer_time","type":"Point","data":{"time":"2026-05-09T14:34:45.825742514+02:00","value":300,"tags":{"operation":"searchTickets"}}}',
  '{"metric":"errors_status","type":"Point","data":{"time":"2026-05-09T14:34:47.825742514+02:00","value":1,"tags":{"operation":"searchTickets"}}}',
  '{"metric":"http_req_duration","type":"Point","data":{"time":"2026-05-09T14:34:47.9+02:00","value":7,"tags":{"scenario":"probe"}}}',
  '{"metric":"http_req_duration","type":"Point","data":{"time":"2026-05-09T14:34:47.9+02:00","value":999,"tags":{"scenario":"search"}}}',
  '{"metric":"turned_away","type":"Point","data":{"time":"2026-05-09T14:3',
];

const folder = folderForTests();

test('points of k6 become pieces of time', async () => {
  writeFileSync(join(folder, 'points.ndjson'), lines.join('\n'));
  const series = await gatherSeries(readPoints(join(folder, 'points.ndjson')), 45);
  expect(series.width).toBe(1);
  expect(series.pieces).toHaveLength(3);
  expect(series.pieces[0]).toMatchObject({ answers: 2, served: 2, median: 200, p95: 290, virtualUsers: 5 });
  expect(series.pieces[1]).toMatchObject({ answers: 0, median: undefined });
  expect(series.pieces[2]).toMatchObject({ errors: { status: 1 }, probe: 7, turnedAway: 0 });
});

test.each([
  [0.8, 0.1],
  [45, 1],
  [300, 5],
  [3600, 60],
])('%d seconds are cut into pieces of %d', async (seconds, width) => {
  async function* none() {}
  expect((await gatherSeries(none(), seconds)).width).toBe(width);
});

test('an axis ends at a round number above what it shows', () => {
  expect(niceTicks(87)).toEqual([0, 25, 50, 75, 100]);
  expect(niceTicks(0.03)).toEqual([0, 0.01, 0.02, 0.03]);
  expect(niceTicks(0)).toEqual([0, 1]);
});
