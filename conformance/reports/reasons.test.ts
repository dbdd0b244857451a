import { expect, test } from 'vitest';
import { byReason } from './reasons.js';
import { sample } from './sample.js';

test('results with the same reason are one group, the largest first', () => {
  const { results } = sample().results;
  const skipped = results.filter(({ verdict }) => verdict === 'skip');
  const groups = byReason(skipped.reverse());
  expect(groups.map(({ text, results }) => [text, results.length])).toEqual([
    ['The settings name no key that is switched off.', 13],
    ['Deletes were not allowed; run with `--deletes`.', 12],
    ['A file would have to be damaged in the storage.', 1],
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
