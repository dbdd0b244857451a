import { expect, test } from 'vitest';
import { byReason } from './reasons.js';
import { sample } from './sample.js';

test('results with the same kind of reason are one group, with each reason once', () => {
  const { results } = sample().results;
  const skipped = results.filter(({ verdict }) => verdict === 'skip');
  const groups = byReason(skipped.reverse());
  expect(groups.map(({ title, texts, results }) => [title, texts, results.length])).toEqual([
    [
      'Not safe to try on this installation',
      ['A file would have to be damaged in the storage.', 'Deletes were not allowed; run with `--deletes`.'],
      13,
    ],
    ['The run had nothing to try it with', ['The settings name no key that is switched off.'], 13],
  ]);
});

test('a group names the failure that it comes from', () => {
  const [group] = byReason(sample().results.results.filter(({ verdict }) => verdict === 'untestable'));
  expect(group).toMatchObject({
    title: 'Something that it builds on failed',
    prerequisite: 'updateTicket/dueDate-is-string-or-null',
  });
  expect(group?.results).toHaveLength(2);
});

test('a result without a reason is not lost', () => {
  const [result] = sample().results.results;
  expect(byReason(result ? [{ ...result, verdict: 'skip' }] : [])[0]?.title).toBe('No reason given');
});
