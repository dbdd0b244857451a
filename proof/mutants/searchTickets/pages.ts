/** `limit`, `offset` and `sort` of searchTickets are taken for something else. */
import { operation } from '../../../contract/operations.js';
import { refusal } from '../../../server/faults/answer.js';
import { when } from '../../../server/faults/fault.js';
import { type Query, query, queryOf, refusesQuery, withQuery } from '../../../server/faults/request.js';
import type { Row } from '../engine/mutant.js';
import { joined, notFound, nothingFound, repaired, rows, type SearchRow, taken, without } from '../faults/search.js';

const limitOf = (sent: Query) => Number(sent.limit ?? 20);
const parameters = new Set(operation('searchTickets').parameters.map(({ name }) => name));
const sorts = ['created', 'updated', 'number'] as const;

const oneOver100 = when(
  (sent) => limitOf(queryOf(sent)) > 100,
  joined(
    (sent) => ({ ...sent, limit: 100 }),
    (sent) => ({ ...sent, limit: 1, offset: 100 }),
  ),
);

const bySubject = (name: string) => (all: SearchRow[], sent: Query) =>
  sent.sort === name ? all.toSorted((a, b) => String(a.subject).localeCompare(String(b.subject))) : all;

/** Beyond the first page, the offset is another one. */
const shifted = (by: number) => taken('offset', (offset) => (Number(offset) > 0 ? Number(offset) + by : offset));

/** A parameter counts for the first page. */
const onFirstPageAlone = (name: string) =>
  query((sent) => (Number(sent.offset) > 0 ? { ...sent, [name]: undefined } : sent));

const firstPageAgain = nothingFound((sent, forward) =>
  forward(withQuery(sent, { ...queryOf(sent), offset: undefined })),
);

export const searchPages: Row[] = [
  ['searchTickets/limit-default-20', '25 are returned without limit', query((sent) => ({ limit: 25, ...sent }))],
  ['searchTickets/limit-default-20', '19 are returned without limit', query((sent) => ({ limit: 19, ...sent }))],
  [
    'searchTickets/limit-respected',
    'one more than limit is returned',
    taken('limit', (limit) => Math.min(100, Number(limit) + 1)),
  ],
  [
    'searchTickets/limit-respected',
    'one less than limit is returned',
    rows((all, sent) => (sent.limit ? all.slice(0, Math.max(0, limitOf(sent) - 1)) : all)),
  ],
  ['searchTickets/limit-respected', 'limit is ignored', without('limit')],
  [
    'searchTickets/limit-respected',
    'a limit of 100 returns 50',
    taken('limit', (limit) => (limit === '100' ? 50 : limit)),
  ],
  ['searchTickets/limit-100-accepted', 'a limit of 100 is refused', refusesQuery(({ limit }) => limit === '100')],
  ['searchTickets/never-more-than-100', 'a limit over 100 returns 101', oneOver100],
  [
    'searchTickets/limit-over-100-refused',
    'a limit over 100 returns 20',
    repaired((sent) => (limitOf(sent) > 100 ? { ...sent, limit: 20 } : sent)),
  ],
  [
    'searchTickets/limit-zero-refused',
    'a limit of 0 returns 100',
    repaired((sent) => (limitOf(sent) < 1 ? { ...sent, limit: 100 } : sent)),
  ],
  ['searchTickets/limit-is-integer', 'a limit that is none returns 100', repaired((sent) => ({ ...sent, limit: 100 }))],
  [
    'searchTickets/offset-default-0',
    'the first ticket is left out without offset',
    query((sent) => ({ offset: 1, ...sent })),
  ],
  ['searchTickets/offset-skips', 'offset is ignored', without('offset')],
  [
    'searchTickets/offset-skips',
    'offset counts pages',
    taken('offset', (offset, sent) => Number(offset) * limitOf(sent)),
  ],
  [
    'searchTickets/offset-skips',
    'offset without limit is ignored',
    query(({ offset, ...others }) => ('limit' in others ? { ...others, offset } : others)),
  ],
  ['searchTickets/offset-skips', 'offset is one too many', shifted(1)],
  ...(['query', 'status', 'department'] as const).flatMap((name): Row[] => [
    [
      'searchTickets/offset-skips',
      `offset with ${name} is ignored`,
      query((sent) => (sent[name] === undefined ? sent : { ...sent, offset: undefined })),
    ],
    [
      'searchTickets/limit-default-20',
      `100 are returned with ${name} and without limit`,
      query((sent) => (sent[name] === undefined ? sent : { limit: 100, ...sent })),
    ],
  ]),
  ['searchTickets/offset-beyond-the-end', 'beyond the end is the first page again', firstPageAgain],
  [
    'searchTickets/offset-beyond-the-end',
    'beyond the end of a status is the first page again',
    when((sent) => queryOf(sent).status !== undefined, firstPageAgain),
  ],
  ['searchTickets/offset-beyond-the-end', 'beyond the end is answered with 404', nothingFound(notFound)],
  [
    'searchTickets/offset-beyond-the-end',
    'beyond the end of a department is answered with 404',
    when((sent) => queryOf(sent).department !== undefined, nothingFound(notFound)),
  ],
  [
    'searchTickets/offset-negative-refused',
    'a negative offset is the second page',
    repaired((sent) => ({ ...sent, offset: 20 })),
  ],
  [
    'searchTickets/offset-is-integer',
    'an offset that is none is the second page',
    repaired((sent) => ({ ...sent, offset: 20 })),
  ],
  ['searchTickets/pages-join', 'pages overlap by one', shifted(-1)],
  ['searchTickets/pages-join', 'pages leave one out', shifted(1)],
  [
    'searchTickets/sort-default-created',
    'the oldest come first',
    rows((all, sent) => (sent.sort ? all : all.toReversed())),
  ],
  [
    'searchTickets/sort-default-created',
    'the default order is that of numbers',
    query((sent) => ({ sort: 'number', ...sent })),
  ],
  ...sorts.flatMap((name): Row[] => [
    [`searchTickets/sort-${name}`, `sort=${name} sorts by subject`, rows(bySubject(name))],
    [`searchTickets/sort-${name}`, `sort=${name} is refused`, refusesQuery(({ sort }) => sort === name)],
  ]),
  ...(['updated', 'number'] as const).flatMap((name): Row[] => [
    [`searchTickets/sort-${name}`, `sort=${name} is ignored`, without('sort')],
    [`searchTickets/sort-${name}`, `sort=${name} is ignored with an offset`, onFirstPageAlone('sort')],
  ]),
  [
    'searchTickets/sort-unknown-refused',
    'an unknown sort sorts by number',
    repaired((sent) => ({ ...sent, sort: 'number' })),
  ],
  [
    'searchTickets/unknown-parameter-refused',
    'an unknown parameter is ignored',
    query((sent) => Object.fromEntries(Object.entries(sent).filter(([name]) => parameters.has(name)))),
  ],
  [
    'searchTickets/repeated-parameter-refused',
    'a repeated parameter is ignored',
    refusal((_answer, _sent, { ask }) => ask('GET', '/api/tickets-search.php?limit=100'), 400),
  ],
];
