import { expect, test } from 'vitest';
import { byReason } from './reasons.js';
import { sample } from './sample.js';

test('results with the same kind of reason are one group, with each reason once', () => {
  const { results } = sample().results;
  const skipped = results.filter(({ verdict }) => verdict === 'skip');
  const groups = byReason(skipped.reverse(), []);
  expect(groups.map(({ title, texts, results }) => [title, texts, results.length])).toEqual([
    ['Only done with `--deletes`', ['Deletes were not allowed; run with `--deletes`.'], 13],
    ['Needs more API keys', ['The settings name no key that is switched off.'], 13],
    ['Not safe to try on this installation', ['A file would have to be damaged in the storage.'], 1],
  ]);
});

test('a group names the failure that it comes from', () => {
  const [group] = byReason(
    sample().results.results.filter(({ verdict }) => verdict === 'untestable'),
    [],
  );
  expect(group).toMatchObject({
    title: 'Something else has to work first',
    prerequisites: ['updateTicket/dueDate-is-string-or-null'],
  });
  expect(group?.results).toHaveLength(2);
});

test('a result without a reason is not lost', () => {
  const [result] = sample().results.results;
  expect(byReason(result ? [{ ...result, verdict: 'skip' }] : [], [])[0]?.title).toBe('No reason given');
});

test('what builds on one problem is one group, whichever requirement of it failed', () => {
  const { results } = sample().results;
  const [first, second] = results.filter(({ verdict }) => verdict === 'untestable');
  const [failed, other] = results.filter(({ verdict }) => verdict === 'fail');
  if (!first || !second || !failed || !other) throw new Error('The sample has too few results.');
  const finding = (result: typeof failed) => ({ result, exchanges: [], shownBefore: [] });
  const problem = { number: 3, title: '', impact: 'loss', cause: '', verdict: 'fail' } as const;
  const groups = byReason(
    [
      { ...first, prerequisite: failed.requirement },
      { ...second, prerequisite: other.requirement },
    ],
    [{ ...problem, findings: [finding(failed), finding(other)] }],
  );
  expect(groups.map((group) => [group.problem, group.advice, group.prerequisites, group.results.length])).toEqual([
    [3, 'Mend problem 3 first, then run again.', [failed.requirement, other.requirement], 2],
  ]);
});

test('where the key may not read what it makes, its permissions are the reason', () => {
  const { results } = sample().results;
  const skipped = results.find(({ verdict }) => verdict === 'skip');
  if (!skipped) throw new Error('The sample has too few results.');
  const text = 'No more tickets are made, since none could be removed. The key lacks can_read_tickets.';
  const [group] = byReason([{ ...skipped, reason: { code: 'unsafe', text } }], []);
  expect(group?.title).toBe('The API key does not have the permission');
});

test('where tickets do not prove whose they are, that is the reason, and no test installation is advised', () => {
  const { results } = sample().results;
  const skipped = results.find(({ verdict }) => verdict === 'skip');
  if (!skipped) throw new Error('The sample has too few results.');
  const text = 'Ticket 458846 is not of this run: its user has another address.';
  const [group] = byReason([{ ...skipped, reason: { code: 'unsafe', text } }], []);
  expect(group?.title).toMatch(/does not prove whose a ticket is/);
  expect(group?.advice).toMatch(/^Mend how it shows/);
});
