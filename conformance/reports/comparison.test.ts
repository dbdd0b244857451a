import { describe, expect, test } from 'vitest';
import { renderComparison, renderComparisonText } from './compare.js';
import { compare, type NamedRun } from './comparison.js';
import { hostile } from './hostile.js';
import { sample } from './sample.js';

/** Two runs: in the second one isOverdue is mended, a name search is worse, and one requirement is absent. */
function runs(): [NamedRun, NamedRun] {
  const before = sample().results;
  const after = sample().results;
  after.results = after.results.filter(({ requirement }) => requirement !== 'getTicket/xml');
  for (const result of after.results) {
    if (result.requirement === 'getTicket/isOverdue-is-boolean') result.verdict = 'pass';
    if (result.requirement === 'searchTickets/status-by-name')
      Object.assign(result, { verdict: 'warn', actual: 'none' });
  }
  return [
    { name: 'before', results: before },
    { name: 'after', results: after },
  ];
}

describe('compare', () => {
  test('finds what differs, gravest first, and what one run does not have', () => {
    const { differing, same } = compare(runs());
    expect(differing.map(({ name, found }) => [name, ...found.map((one) => one?.verdict)])).toEqual([
      ['getTicket/isOverdue-is-boolean', 'fail', 'pass'],
      ['searchTickets/status-by-name', 'pass', 'warn'],
      ['getTicket/xml', 'pass', undefined],
    ]);
    expect(differing.length + same.length).toBe(sample().results.results.length);
  });

  test('tells the same requirement on two operations apart', () => {
    const [before, after] = runs();
    for (const result of after.results.results) {
      if (result.requirement === 'auth/missing-key-401' && result.operation === 'getTicket') result.verdict = 'fail';
    }
    expect(compare([before, after]).differing.map(({ name }) => name)).toContain('auth/missing-key-401@getTicket');
  });

  test('notices that the versions differ', () => {
    const [before, after] = runs();
    expect(compare([before, after]).versionsDiffer).toBe(false);
    after.results.suite.contract = '1.1.0';
    expect(compare([before, after]).versionsDiffer).toBe(true);
  });
});

test('the text has each difference with the verdict of each run, and no control character', () => {
  const text = renderComparisonText(runs());
  // The sample has a result for each requirement, so its size goes with the contract.
  expect(text).toContain(`3 differ, ${sample().results.results.length - 3} are the same.`);
  expect(text).toContain('getTicket/isOverdue-is-boolean\n  before  ✗ failed: 0\n  after   ✓ passed\n');
  expect(text).toContain('getTicket/xml\n  before  ✓ passed\n  after   not in this run\n');
  const both = [
    { name: 'a\u001b[2J', results: hostile().results },
    { name: 'b', results: sample().results },
  ];
  expect(renderComparisonText(both).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

test('the page shows what differs before what is the same, in a column for each run', () => {
  const html = renderComparison(runs());
  expect(html).toContain('<h1>3 requirements differ</h1>');
  expect(html.indexOf('id="differing"')).toBeLessThan(html.indexOf('id="same"'));
  expect(html).toContain('role="columnheader">before</th>');
  expect(html.indexOf('isOverdue-is-boolean')).toBeLessThan(html.indexOf('id="same"'));
});

test('the page lets no text become markup', () => {
  const { results } = hostile();
  expect(
    renderComparison([
      { name: '<script>', results },
      { name: 'b', results },
    ]),
  ).not.toMatch(/<script|<img/);
});
