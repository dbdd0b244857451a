import { expect, test } from 'vitest';
import { renderLoadPage } from './page.js';
import { sampleRun } from './sample.js';

test('the first thing that the page says is the result, in one sentence', () => {
  const page = renderLoadPage([sampleRun('search')]);
  const sentence =
    'The installation did not carry the load: “95 of 100 answers of searchTickets come within 1 s” was asked for, and 1.8 s measured';
  expect(page).toContain(sentence);
  expect(page.indexOf(sentence)).toBeLessThan(page.indexOf('<figure'));
});

test('a run of which a piece is a tenth of a second has no plots, and says why', () => {
  const run = sampleRun('search');
  run.series.width = 0.1;
  const page = renderLoadPage([run]);
  expect(page).not.toContain('<figure');
  expect(page).toContain('The run was too short for plots');
});

test('says how the answers differ from the contract, where they do', () => {
  const run = sampleRun('search');
  expect(renderLoadPage([run])).not.toContain('differ from the contract');
  run.summary.differences = ['[].isOverdue is integer, not boolean'];
  const page = renderLoadPage([run]);
  expect(page).toContain('differ from the contract in 1 place');
  expect(page).toContain('<li>[].isOverdue is integer, not boolean</li>');
});

test('each term of the figures is explained once', () => {
  const page = renderLoadPage([sampleRun('search')]);
  expect(page.match(/<dt>p50 \(median\), p95, p99<\/dt>/g)).toHaveLength(1);
});

test('what went wrong names what did, and nothing else', () => {
  const run = sampleRun('search');
  Object.assign(run.summary, { turnedAway: 0, dropped: 0, errors: { timeout: 3, connection: 0, status: 0, shape: 0 } });
  const page = renderLoadPage([run]);
  expect(page).toContain('No answer in time');
  expect(page).not.toContain('No connection');
  run.summary.errors.timeout = 0;
  expect(renderLoadPage([run])).toContain('Nothing: every request was sent in its time');
});
