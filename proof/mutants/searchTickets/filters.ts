/** `query`, `status` and `department` of searchTickets find the wrong tickets. */

import { type Fault, when } from '../../../server/faults/fault.js';
import { type Query, query, queryOf, refusesQuery, withQuery } from '../../../server/faults/request.js';
import type { Row } from '../engine/mutant.js';
import { joined, nothingFound, repaired, rows, type SearchRow, taken, without } from '../faults/search.js';

const isId = (value = '') => /^\d+$/.test(value);
const isName = (value = '') => value !== '' && !isId(value);
const isPath = (value = '') => value.includes(' / ');
const subjectOf = ({ subject }: SearchRow) => String(subject);

/** Rows that a filter should keep out come with the others. */
const lets = (name: string): Fault =>
  when(
    (sent) => queryOf(sent)[name] !== undefined,
    joined(
      (sent) => sent,
      (sent) => ({ ...sent, [name]: undefined, limit: 1, offset: 60 }),
    ),
  );

/** Nothing is found by a value that fits. */
const findsNothing = (name: string, fits: (value?: string) => boolean) =>
  rows((all, sent) => (fits(sent[name]) ? [] : all));

/** `%` in the value of a filter stands for what it does in SQL. */
const byPattern =
  (filter: 'status' | 'department'): Fault =>
  async (sent, forward, { store: { db } }) => {
    const pattern = queryOf(sent)[filter];
    if (!pattern?.includes('%')) return forward(sent);
    const column = { status: 'ticket_status', department: 'department' } as const;
    const found = await db.selectFrom(column[filter]).select('name').where('name', 'like', pattern).executeTakeFirst();
    return forward(found ? withQuery(sent, { ...queryOf(sent), [filter]: found.name }) : sent);
  };

const filterRows = (name: 'status' | 'department'): Row[] => [
  [`searchTickets/${name}-by-name`, 'a name is refused', refusesQuery((sent) => isName(sent[name]))],
  [`searchTickets/${name}-by-name`, 'a name finds nothing', findsNothing(name, isName)],
  [`searchTickets/${name}-by-id`, 'an ID is refused', refusesQuery((sent) => isId(sent[name]))],
  [`searchTickets/${name}-by-id`, 'an ID finds nothing', findsNothing(name, isId)],
  [`searchTickets/${name}-excludes`, 'a name is ignored', without(name, isName)],
  [`searchTickets/${name}-excludes`, 'an ID is ignored', without(name, isId)],
  [`searchTickets/${name}-excludes`, `${name} is ignored`, without(name)],
  [`searchTickets/${name}-excludes`, `${name} lets others through`, lets(name)],
  [
    `searchTickets/${name}-name-any-case`,
    'another case is refused',
    refusesQuery((sent) => isName(sent[name]) && /^[a-z]/.test(sent[name] ?? '')),
  ],
  [
    `searchTickets/${name}-unknown-not-everything`,
    `an unknown ${name} is ignored`,
    repaired((sent) => ({ ...sent, [name]: undefined })),
  ],
  [`searchTickets/${name}-unknown-not-everything`, 'a name may have a % for some letters', byPattern(name)],
];

const withStatus = (status: string) => (sent: Query) => ({ ...sent, status });

/** Only one of several filters counts. */
const onlyOne = (place: 0 | -1) =>
  query(({ query: text, status, department, ...others }) => {
    const given = Object.entries({ query: text, status, department }).filter(([, value]) => value !== undefined);
    return { ...others, ...Object.fromEntries([given.at(place)].flatMap((one) => (one ? [one] : []))) };
  });

/** `%` and `_` in a query stand for what they do in SQL. */
const likeWildcards: Fault = async (sent, forward) => {
  const text = queryOf(sent).query ?? '';
  if (!/[%_]/.test(text)) return forward(sent);
  const found = await forward(withQuery(sent, { ...queryOf(sent), query: text.split(/[%_]/).at(-1) }));
  const pattern = new RegExp(text.replaceAll('%', '.*').replaceAll('_', '.'), 'i');
  const all = JSON.parse(found.body.toString()) as SearchRow[];
  return { ...found, body: Buffer.from(JSON.stringify(all.filter((row) => pattern.test(subjectOf(row))))) };
};

/** A query that finds nothing looks into the threads. */
const inThreads = nothingFound(async (sent, forward, { store }) => {
  const text = queryOf(sent).query;
  const entry = await store.db
    .selectFrom('thread_entry')
    .select('id')
    .where('body', 'like', `%${text}%`)
    .executeTakeFirst();
  return forward(text && entry ? withQuery(sent, { limit: 1 }) : sent);
});

/** A query that finds nothing is looked for here, and finds a ticket that has it. */
const lookedForIn = (column: 'ticket.number' | 'user_email.address') =>
  nothingFound(async (sent, forward, { store }) => {
    const found = await store.db
      .selectFrom('ticket')
      .innerJoin('user_email', 'user_email.user_id', 'ticket.user_id')
      .innerJoin('ticket__cdata', 'ticket__cdata.ticket_id', 'ticket.ticket_id')
      .select('ticket__cdata.subject')
      .where(column, '=', queryOf(sent).query ?? '')
      .executeTakeFirst();
    return forward(found ? withQuery(sent, { query: found.subject ?? '' }) : sent);
  });

/** A query finds a subject only where this says so. */
export const queryFinds = (fits: (subject: string, text: string) => boolean) =>
  rows((all, { query: text }) => (text === undefined ? all : all.filter((row) => fits(subjectOf(row), text))));

const words = (text: string) =>
  ` ${text
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()} `;

export const searchFilters: Row[] = [
  ['searchTickets/query-finds', 'a query finds nothing', queryFinds(() => false)],
  [
    'searchTickets/query-finds',
    'a query lacks its first ticket',
    rows((all, sent) => (sent.query === undefined ? all : all.slice(1))),
  ],
  ['searchTickets/query-excludes', 'query is ignored', without('query')],
  ['searchTickets/query-excludes', 'a query lets others through', lets('query')],
  [
    'searchTickets/query-excludes',
    'only the first word of a query counts',
    taken('query', (text) => text.split(' ')[0]),
  ],
  [
    'searchTickets/query-finds',
    'a query under four letters finds nothing',
    rows((all, { query: text }) => (text !== undefined && text.length < 4 ? [] : all)),
  ],
  ['searchTickets/query-subject-only', 'a query that finds nothing looks into the threads', inThreads],
  [
    'searchTickets/query-subject-only',
    'a query that is a number finds the ticket of that number',
    lookedForIn('ticket.number'),
  ],
  [
    'searchTickets/query-subject-only',
    'a query that is an address finds a ticket of that user',
    lookedForIn('user_email.address'),
  ],
  [
    'searchTickets/query-any-case',
    'upper and lower case matter',
    queryFinds((subject, text) => subject.includes(text)),
  ],
  [
    'searchTickets/query-part-of-a-word',
    'a query finds whole words alone',
    queryFinds((subject, text) => words(subject).includes(words(text))),
  ],
  ['searchTickets/query-wildcards-literal', '% and _ stand for anything', likeWildcards],
  [
    'searchTickets/query-wildcards-literal',
    '% and _ stand for anything beside a department',
    when((sent) => queryOf(sent).department !== undefined, likeWildcards),
  ],
  [
    'searchTickets/query-quotes-harmless',
    'a quote ends in an error',
    refusesQuery(({ query: text = '' }) => /['"\\]/.test(text)),
  ],
  [
    'searchTickets/query-quotes-harmless',
    'quotes are taken out',
    taken('query', (text) => text.replaceAll(/['"\\]/g, '')),
  ],
  ...filterRows('status'),
  [
    'searchTickets/status-excludes',
    'the name Closed is taken for the state',
    when((sent) => queryOf(sent).status === 'Closed', joined(withStatus('Closed'), withStatus('Resolved'))),
  ],
  ...filterRows('department'),
  ['searchTickets/department-by-path', 'a path is refused', refusesQuery(({ department }) => isPath(department))],
  ['searchTickets/department-by-path', 'a path finds nothing', findsNothing('department', isPath)],
  [
    'searchTickets/department-by-path',
    'a path is taken for the parent',
    taken('department', (path) => path.split(' / ')[0]),
  ],
  ['searchTickets/filters-combine', 'only the first of several filters counts', onlyOne(0)],
  ['searchTickets/filters-combine', 'only the last of several filters counts', onlyOne(-1)],
  [
    'searchTickets/filters-combine',
    'status is ignored beside a path',
    query((sent) => (isPath(sent.department) ? { ...sent, status: undefined } : sent)),
  ],
];
