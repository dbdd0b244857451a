import { expect, test } from 'vitest';
import { filledPath } from '../../../contract/path-values.js';
import type { Result } from '../../../generated/results.js';
import type { Exchange } from '../../client/exchange.js';
import { mentionsIn, neededFor } from './needed.js';
import { originsOf } from './origins.js';

const runId = 'r0000001';
const subject = `[osticket-contract ${runId}] many scripts: Ж "`;

const exchange = (id: number, method: string, url: string, body: unknown, answer: string): Exchange =>
  ({
    id,
    scope: 'shared',
    request: {
      method,
      url: `https://help.example.org/api${url}`,
      headers: {},
      ...(body === undefined ? {} : { body: { text: JSON.stringify(body) } }),
    },
    response: { status: 200, headers: {}, body: { text: answer } },
  }) as unknown as Exchange;

const creation = exchange(1, 'POST', '/tickets.json', { subject }, '306581');
const other = exchange(2, 'POST', '/tickets.json', { subject: `[osticket-contract ${runId}] another` }, '411830');
const search = exchange(3, 'GET', '/tickets-search.php?query=%D0%96', undefined, '[]');
const origins = originsOf(runId, [creation, other, search]);

const result = (texts: Partial<Result>) =>
  ({ requirement: 'formats/json-is-utf8', operation: 'searchTickets', ...texts }) as Result;

test('a ticket that was expected in an answer is made, although no request names it', () => {
  expect(neededFor(result({ expected: JSON.stringify(subject), actual: '[]' }), [search], origins)).toEqual([
    creation,
    search,
  ]);
});

test('a ticket that nothing speaks of is not made', () => {
  expect(neededFor(result({ expected: 'an array', actual: '[]' }), [search], origins)).toEqual([search]);
});

test.each([`SoughtFor${runId}`.slice(1, -1), `SoughtFor${runId}`.toUpperCase()])(
  'a search for %s is about its ticket',
  (word) => {
    const found = exchange(
      5,
      'POST',
      '/tickets.json',
      { subject: `[osticket-contract ${runId}] SoughtFor${runId}` },
      '52',
    );
    const asked = exchange(6, 'GET', `/tickets-search.php?query=${word}`, undefined, '[]');
    expect(neededFor(result({}), [asked], originsOf(runId, [creation, found, asked]))).toEqual([found, asked]);
  },
);

test('a number with a space behind it is the number that the creation told', () => {
  const read = exchange(
    4,
    'GET',
    '/tickets-get.php/306581.json',
    undefined,
    JSON.stringify({ number: '306581 ', subject }),
  );
  const [ticket] = originsOf(runId, [creation, read]).made;
  expect(ticket).toMatchObject({ number: '306581', told: true });
});

test.each(['HD-2026.00131', '#00131', 'T:131', 'TÜ131', 'HD/131'])(
  'ticket %s is named in a path, a body and a search',
  (number) => {
    const made = exchange(1, 'POST', '/tickets.json', { subject }, number);
    const parent = exchange(2, 'POST', '/tickets.json', { subject: `[osticket-contract ${runId}] another` }, '411830');
    const its = originsOf(runId, [made, parent]);
    const inPath = exchange(3, 'GET', filledPath('/tickets-get.php/{number}.json', { number }), undefined, '{}');
    const inBody = exchange(4, 'POST', '/tickets-subtickets-create.php/411830.json', { childId: number }, '{}');
    const inQuery = exchange(5, 'GET', `/tickets-search.php?query=${encodeURIComponent(number)}`, undefined, '[]');
    for (const one of [inPath, inBody, inQuery]) expect([...mentionsIn(one, its).numbers.keys()]).toContain(number);
  },
);
