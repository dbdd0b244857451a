import { describe, expect, test } from 'vitest';
import { renderComparison } from './compare.js';
import { renderChangesMarkdown, renderMatrixMarkdown } from './compare-markdown.js';
import { renderChangesText, renderMatrixText } from './compare-text.js';
import { type ChangedProblem, changesBetween, isBroken, type NamedRun, versionsDiffer } from './comparison.js';
import { hostile } from './hostile.js';
import { countIn, matrixOf } from './matrix.js';
import { listProblems } from './problems.js';
import { sample } from './sample.js';
import { nameOf } from './topics.js';

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

const names = (changes: readonly ChangedProblem[]) => changes.flatMap(({ results }) => results.map(nameOf));

describe('changes', () => {
  test('tells what is new, mended and still broken apart, and what one run does not have', () => {
    const { regressions, firstSeen, mended, still, removed, added } = changesBetween(...runs());
    expect(names(regressions)).toEqual(['searchTickets/status-by-name']);
    expect(names(firstSeen)).toEqual([]);
    expect(names(mended)).toEqual(['getTicket/isOverdue-is-boolean']);
    expect(removed).toEqual(['getTicket/xml']);
    expect(added).toEqual([]);
    const broken = sample().results.results.filter(({ verdict }) => ['fail', 'warn', 'error'].includes(verdict));
    expect(names(still).length).toBe(broken.filter(isBroken).length - 1);
  });

  test('what could not be verified before is no regression', () => {
    const [before, after] = runs();
    for (const result of before.results.results) {
      if (result.requirement === 'searchTickets/status-by-name') result.verdict = 'untestable';
    }
    const { regressions, firstSeen } = changesBetween(before, after);
    expect(names(regressions)).toEqual([]);
    expect(names(firstSeen)).toEqual(['searchTickets/status-by-name']);
  });

  test('tells the same requirement on two operations apart', () => {
    const [before, after] = runs();
    for (const result of after.results.results) {
      if (result.requirement === 'auth/missing-key-401' && result.operation === 'getTicket') result.verdict = 'fail';
    }
    expect(names(changesBetween(before, after).regressions)).toContain('auth/missing-key-401@getTicket');
  });

  test('a verdict that changed in another way is counted', () => {
    const [before, after] = runs();
    for (const result of after.results.results)
      if (result.requirement === 'getTicket/by-number') result.verdict = 'skip';
    expect(changesBetween(before, after).others).toEqual([
      { before: 'pass', after: 'skip', names: ['getTicket/by-number'] },
    ]);
  });

  test('notices that the versions differ', () => {
    const [before, after] = runs();
    expect(versionsDiffer([before, after])).toBe(false);
    after.results.suite.contract = '1.1.0';
    expect(versionsDiffer([before, after])).toBe(true);
  });
});

test('the text says regressions first, then what was mended, then the rest, with no control character', () => {
  const text = renderChangesText(runs());
  const places = ['New: 1 problem, 1 check', 'searchTickets/status-by-name', 'Mended: 1 problem', 'Still broken: '].map(
    (words) => text.indexOf(words),
  );
  expect(places).toEqual([...places].filter((place) => place >= 0).sort((a, b) => a - b));
  const both = [
    { name: 'a\u001b[2J', results: hostile().results },
    { name: 'b', results: sample().results },
  ];
  for (const render of [renderChangesText, renderMatrixText]) {
    expect(render(both).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  }
});

test('the matrix says of each problem in which run it is', () => {
  const { problems, operations } = matrixOf(runs());
  const row = problems.find(({ requirements }) => requirements.includes('searchTickets/status-by-name'));
  expect(row?.cells.map(({ kind }) => kind)).toEqual(['works', 'broken']);
  const cells = operations.find(({ name }) => name === 'getTicket')?.cells ?? [];
  const [before = { holds: 0, verified: 0 }, after = { holds: 0, verified: 0 }] = cells;
  // One is mended; another, which passed, is not in the second run.
  expect([after.holds - before.holds, after.verified - before.verified]).toEqual([0, -1]);
});

test('what passed in part, and was not verified otherwise, is not called in order without saying so', () => {
  const [before, after] = runs();
  const problem = listProblems(after.results, { exchanges: [] }).find(({ findings }) => findings.length === 2);
  const [passed, unseen] = (problem?.findings ?? []).map(({ result }) => nameOf(result));
  for (const result of before.results.results) {
    if (nameOf(result) === passed) result.verdict = 'pass';
    if (nameOf(result) === unseen) result.verdict = 'untestable';
  }
  const row = matrixOf([before, after]).problems.find(({ cause }) => cause === problem?.cause);
  expect(row?.cells.map(countIn)).toEqual(['1 of 2 checks', '2 checks']);
  expect(renderMatrixText([before, after])).toContain('✓ 1 of 2 checks   ✗ 2 checks ');
});

test('Markdown lets no text become markup or another cell', () => {
  const both = [
    { name: '<b>|', results: hostile().results },
    { name: 'b', results: sample().results },
  ];
  for (const render of [renderChangesMarkdown, renderMatrixMarkdown]) {
    expect(render(both)).not.toMatch(/<script|<img|<b>/);
  }
  const rows = renderMatrixMarkdown(runs())
    .split('\n')
    .filter((line) => line.startsWith('| searchTickets'));
  for (const row of rows) expect(row.split('|')).toHaveLength(5);
});

test('the page shows what is new before what was mended, and a column for each run', () => {
  const html = renderComparison(runs());
  expect(html).toContain('<h1>1 new problem, 1 mended,');
  const places = ['id="new"', 'id="mended"', 'id="still"', 'id="matrix"'].map((id) => html.indexOf(id));
  expect(places).toEqual([...places].filter((place) => place >= 0).sort((a, b) => a - b));
  expect(html).toContain('role="columnheader">before</th>');
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
