import { expect, test } from 'vitest';
import { hostile } from './hostile.js';
import { markdown } from './markdown.js';
import { sample } from './sample.js';

const render = ({ results, evidence }: ReturnType<typeof sample>) => markdown.render(results, evidence);

test('begins with the verdict, its sentence and the counts', () => {
  const one = sample();
  const lines = render(one).split('\n');
  expect(lines[0]).toBe('# ✗ Not conformant');
  expect(lines[2]).toBe(
    'The API of https://helpdesk.example.org/support breaks 8 requirements of the contract, one of them known.',
  );
  expect(lines).toContain('| ✗ failed | ! warned | † in error | ? not verified | – skipped | i observed | ✓ passed |');
  // The sample has a result for each requirement, so these numbers go with the contract.
  const { info, pass, skip } = one.results.counts;
  expect(lines).toContain(`| 9 | 2 | 1 | 2 | ${skip} | ${info} | ${pass} |`);
});

test('has a row with what happens, how it showed and the ID for each problem', () => {
  const text = render(sample());
  expect(text).toContain(
    '| 6 | ✗ Programs stop | Yes and no come as numbers or as nothing in place of true and false.<br>Tried to read a ticket that the run had made. Expected: boolean. Came: 0 | <code>getTicket/isOverdue-is-boolean</code> |',
  );
  expect(text.match(/^\| \d+ \| ✗ .*<code>/gm)).toHaveLength(8);
  expect(text.match(/^\| \d+ \| ! .*<code>/gm)).toHaveLength(1);
  expect(text).toContain('Programs stop (known until 2027-01-31)');
});

test('what several operations break is one row that names them', () => {
  const rows = render(sample()).match(/^.*errors\/error-is-true.*$/gm);
  expect(rows).toHaveLength(1);
  expect(rows?.[0]).toContain(
    '<code>errors/error-is-true&#64;getTicket</code>, <code>errors/error-is-true&#64;updateTicket</code>',
  );
});

test('says which tickets are left and which baseline entries are stale', () => {
  const text = render(sample());
  expect(text).toContain('- <code>905653</code> &#91;osticket-contract k7f2&#93;');
  expect(text).toContain('osticket-contract sweep');
  expect(text).toContain('- getTicket/ip-is-string-or-null: it holds now');
});

test('is cut where there are many problems, and says how many are left out', () => {
  const one = sample();
  const [failed] = one.results.results.filter(({ verdict }) => verdict === 'fail');
  if (failed)
    one.results.results = Array.from({ length: 300 }, (_, index) => ({
      ...failed,
      requirement: `getTicket/r${index}`,
      broken: `The ${index}th thing is broken.`,
      actual: 'x'.repeat(10_000),
    }));
  const text = render(one);
  expect(text).toContain('And 290 more: see report.html.');
  expect(text.length).toBeLessThan(50_000);
});

test('lets no text become markup, a mention or another cell of the table', () => {
  const text = render(hostile());
  expect(text).not.toMatch(/<(?!\/?code>|br>)/);
  expect(text).not.toMatch(/[\u0000\u001b]/);
  const one = sample();
  const [first] = one.results.results.filter(({ verdict }) => verdict === 'fail');
  if (first) first.actual = 'a | b `c` @octocat **d** \\| [x](http://y)\n# e';
  const row = render(one)
    .split('\n')
    .find((line) => line.includes('octocat'));
  expect(row?.match(/\|/g)).toHaveLength(5);
  expect(row).toContain('&#64;octocat');
  expect(row).not.toMatch(/`|\*\*|\[x\]/);
});
