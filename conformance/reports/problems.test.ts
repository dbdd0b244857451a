import { expect, test } from 'vitest';
import { listProblems } from './problems.js';
import { sample } from './sample.js';

const { results, evidence } = sample();
const problems = listProblems(results, evidence);

test('the worst impact comes first, then errors of the suite, then known deviations', () => {
  expect(
    problems.map(({ impact, verdict, findings: [{ result }] }) => (result.known ? 'known' : `${impact} ${verdict}`)),
  ).toEqual([
    'security fail',
    'security fail',
    'loss fail',
    'wrong warn',
    'breaks fail',
    'breaks fail',
    'breaks fail',
    'untidy fail',
    'breaks error',
    'known',
  ]);
  expect(problems.map(({ number }) => number)).toEqual(problems.map((_, index) => index + 1));
});

test('every failure, warning and error of the suite is in one problem', () => {
  const troubles = results.results.filter(({ verdict }) => ['fail', 'warn', 'error'].includes(verdict));
  const found = problems.flatMap(({ findings }) => findings.map(({ result }) => result));
  expect(found).toHaveLength(troubles.length);
  expect(new Set(found)).toEqual(new Set(troubles));
});

/** The findings of a requirement. */
const findingsOf = (requirement: string) =>
  problems.flatMap(({ findings }) => findings).filter(({ result }) => result.requirement === requirement);

test('what several operations break is one problem', () => {
  const [finding, ...others] = findingsOf('errors/error-is-true');
  expect([finding, ...others].map((one) => one?.result.operation)).toEqual(['getTicket', 'updateTicket']);
  expect(problems.filter(({ findings }) => findings.some((one) => one === finding))).toHaveLength(1);
});

test('what is known of one operation and new in another is two problems', () => {
  const one = sample();
  const [first] = one.results.results.filter(({ requirement }) => requirement === 'errors/error-is-true');
  if (first) first.known = { reason: 'Reported', expires: '2027-01-31' };
  expect(listProblems(one.results, one.evidence)).toHaveLength(problems.length + 1);
});

test('an exchange belongs to the first finding that rests on it', () => {
  expect(problems[0]?.findings[0].exchanges.map(({ id }) => id)).toEqual([2, 4, 5]);
  const [later] = findingsOf('getTicket/isOverdue-is-boolean');
  expect(later?.exchanges).toEqual([]);
  expect(later?.shownBefore).toMatchObject([
    { exchange: 2, problem: 1, result: { requirement: 'permissions/refused-without-effect' } },
  ]);
});

test('an exchange that the evidence lost is left out', () => {
  const [first] = listProblems(results, { ...evidence, exchanges: [] });
  expect(first?.findings[0]).toMatchObject({ exchanges: [], shownBefore: [] });
});
