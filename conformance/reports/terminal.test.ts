import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { hostile } from './hostile.js';
import { sample } from './sample.js';
import { renderSummary } from './terminal.js';

test('says the verdict, the counts, the failures, what is left and where the reports are', () => {
  const { results } = sample();
  const text = renderSummary(results, { colour: false, folder: 'conformance-report' });
  expect(text).toMatch(/^✗ Not conformant {2}The API of /);
  // The sample has a result for each requirement, so these numbers go with the contract.
  const { skip, info, pass } = results.counts;
  expect(text).toContain(
    `✗ 9 failed   ! 2 warned   E 1 in error   ? 2 not verified   – ${skip} skipped   i ${info} observed   ✓ ${pass} passed`,
  );
  expect(text).toContain(
    '✗ getTicket/isOverdue-is-boolean\n    `isOverdue` is a boolean.\n    expected  boolean\n    actual    0\n    at        /isOverdue\n',
  );
  expect(text).toContain('  905653 [osticket-contract k7f2]');
  expect(text).toContain('Remove these from the baseline:\n  getTicket/ip-is-string-or-null');
  expect(text).toMatch(/Report: conformance-report\/report\.html\n$/);
});

test('leaves known deviations to the reports, and cuts a long list', () => {
  const text = renderSummary(sample().results, { colour: false });
  expect(text).not.toContain('isAnswered-is-boolean');
  expect(text).toContain('… and 2 more: see the report.');
  expect(text).not.toContain('Report:');
});

test('what several operations break is one problem that names them', () => {
  const text = renderSummary(sample().results, { colour: false });
  expect(text.match(/errors\/error-is-true/g)).toHaveLength(1);
  expect(text).toContain('    also in   updateTicket\n');
});

test('says the same with colour', () => {
  const { results } = sample();
  const coloured = renderSummary(results, { colour: true });
  expect(coloured).toContain('\u001b[31m');
  expect(stripVTControlCharacters(coloured)).toBe(renderSummary(results, { colour: false }));
});

test('an answer cannot send commands to the terminal', () => {
  const text = renderSummary(hostile().results, { colour: false, folder: 'x' });
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});
