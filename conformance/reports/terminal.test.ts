import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { Result } from '../../generated/results.js';
import { hostile } from './hostile.js';
import { sample } from './sample.js';
import { renderSummary } from './terminal.js';

test('says the verdict, the counts, the failures, what is left and where the reports are', () => {
  const { results, evidence } = sample();
  const text = renderSummary(results, evidence, { colour: false, folder: 'conformance-report' });
  expect(text).toMatch(/^✗ Not conformant {2}The API of /);
  // The sample has a result for each requirement, so these numbers go with the contract.
  const { skip, info, pass } = results.counts;
  expect(text).toContain(
    `✗ 9 failed   ! 2 warned   † 1 in error   ? 2 not verified   – ${skip} skipped   i ${info} observed   ✓ ${pass} passed`,
  );
  expect(text).toContain('10 problems, the worst first:\n\n✗ 1. Security: ');
  expect(text).toContain(
    '✗ 6. Programs stop: Yes and no come as numbers or as nothing in place of true and false.\n      Tried to read a ticket that the run had made. Expected: boolean. Came: 0\n      getTicket/isOverdue-is-boolean\n',
  );
  expect(text).toMatch(/What to do:\n {2}Until problems 1 to 2 are mended, let only people/);
  expect(text).toContain('1 test ticket could not be removed:\n  905653 [osticket-contract k7f2]');
  expect(text).toContain('Remove these from the baseline:\n  getTicket/ip-is-string-or-null');
  expect(text).toMatch(/Report: conformance-report\/report\.html\n$/);
});

test('cuts a long list; known deviations come last and say so', () => {
  const { results, evidence } = sample();
  const text = renderSummary(results, evidence, { colour: false });
  expect(text).toMatch(/ 10\. .* Known until 2027-01-31\.\n/);
  expect(text).not.toContain('Report:');
  const failed = results.results.find(({ verdict }) => verdict === 'fail');
  results.results.push({ ...(failed as Result), requirement: 'another/one' });
  expect(renderSummary(results, evidence, { colour: false })).toContain('… and 1 more: see the report.');
});

test('what several operations break is one problem', () => {
  const { results, evidence } = sample();
  const text = renderSummary(results, evidence, { colour: false });
  expect(text.match(/errors\/error-is-true/g)).toHaveLength(1);
  expect(text).toContain('errors/error-is-true@getTicket and 1 more\n');
});

test('says what to do where nothing is broken and much was not looked at', () => {
  const { results } = sample();
  for (const result of results.results) if (result.verdict !== 'skip') result.verdict = 'pass';
  const text = renderSummary({ ...results, verdict: 'partial' }, { exchanges: [] }, { colour: false });
  expect(text).not.toContain('problem');
  expect(text).toMatch(/What to do:\n {2}What was seen is in order\..*\n {2}13 checks: /);
});

test('says the verdict only where it is asked to be quiet', () => {
  const { results, evidence } = sample();
  const text = renderSummary(results, evidence, { colour: false, folder: 'x', quiet: true });
  expect(text).toMatch(/^✗ Not conformant .*\n$/);
});

test('says the same with colour', () => {
  const { results, evidence } = sample();
  const coloured = renderSummary(results, evidence, { colour: true });
  expect(coloured).toContain('\u001b[31m');
  expect(stripVTControlCharacters(coloured)).toBe(renderSummary(results, evidence, { colour: false }));
});

test('an answer cannot send commands to the terminal', () => {
  const text = renderSummary(hostile().results, hostile().evidence, { colour: false, folder: 'x' });
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});
