/** Searches for long texts, two words, quotes, 0, and names that are almost known. */
import type { Row } from '../engine/mutant.js';
import { joined, repaired, rows, taken, without } from '../faults/search.js';
import { queryFinds } from './filters.js';

const wordOf = (place: 0 | -1) => (sent: Record<string, string | undefined>) => ({
  ...sent,
  query: sent.query?.trim().split(' ').at(place),
});

/** A status is found by the beginning of its name. */
const byBeginning = repaired(({ status = '', ...others }) => ({
  ...others,
  status: ['Open', 'Resolved', 'Closed'].find((name) => name.startsWith(status)),
}));

export const searchTexts: Row[] = [
  ['searchTickets/query-excludes', 'any word of a query is enough', joined(wordOf(0), wordOf(-1))],
  ['searchTickets/query-excludes', '0 is taken for no query', without('query', (text) => text === '0')],
  ['searchTickets/query-excludes', 'a query is cut after 30 characters', taken('query', (text) => text.slice(0, 30))],
  [
    'searchTickets/query-finds',
    'a query looks at the first 100 characters of subjects',
    queryFinds((subject, text) => subject.slice(0, 100).toLowerCase().includes(text.toLowerCase())),
  ],
  [
    'searchTickets/query-finds',
    'without a status, a query finds open tickets alone',
    rows((all, { query, status }) => all.filter((row) => !query || status !== undefined || row.status === 'Open')),
  ],
  [
    'searchTickets/query-quotes-harmless',
    'quotes around a query are taken off',
    taken('query', (text) => text.replace(/^"(.*)"$/, '$1')),
  ],
  ['searchTickets/status-unknown-not-everything', 'the beginning of a name is taken for the name', byBeginning],
  [
    'searchTickets/department-unknown-not-everything',
    'of a path the end alone is looked at',
    repaired(({ department = '', ...others }) => ({ ...others, department: department.split(' / ').at(-1) })),
  ],
];
