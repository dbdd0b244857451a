import { expect, test } from 'vitest';
import { listProblems } from './problems.js';
import { sample } from './sample.js';

const { results, evidence } = sample();
const problems = listProblems(results, evidence);

test('failures come first, then warnings, then errors; known ones last in each', () => {
  expect(problems.map(({ result }) => result.verdict)).toEqual([...Array(7).fill('fail'), 'warn', 'warn', 'error']);
  expect(problems.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(problems[6]?.result.known).toBeDefined();
  expect(problems.slice(0, 6).every(({ result }) => !result.known)).toBe(true);
});

test('an exchange belongs to the first problem that rests on it', () => {
  expect(problems[0]?.exchanges.map(({ id }) => id)).toEqual([2, 4, 5]);
  const later = problems.find(({ result }) => result.requirement === 'getTicket/isOverdue-is-boolean');
  expect(later).toMatchObject({ exchanges: [], shownBefore: [{ exchange: 2, problem: 1 }] });
});

test('an exchange that the evidence lost is left out', () => {
  const [first] = listProblems(results, { ...evidence, exchanges: [] });
  expect(first).toMatchObject({ exchanges: [], shownBefore: [] });
});
