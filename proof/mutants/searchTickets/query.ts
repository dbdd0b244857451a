/** What `query` finds is wrong. */
import { type Mutant, mutant } from '../engine/mutant.js';
import { on, query, queryOf, withQuery } from '../faults/request.js';
import { lets, likeWildcards, refuses, rows, search, without } from './broken-search.js';

export const queryMutants: Mutant[] = [
  mutant(
    'searchTickets/query-finds',
    'a query finds nothing',
    rows((all, sent) => (sent.query === undefined ? all : [])),
  ),
  mutant(
    'searchTickets/query-finds',
    'a query lacks its first ticket',
    rows((all, sent) => (sent.query === undefined ? all : all.slice(1))),
  ),
  mutant('searchTickets/query-excludes', 'query is passed over', without('query')),
  mutant('searchTickets/query-excludes', 'a query lets others through', lets('query')),
  mutant(
    'searchTickets/query-subject-only',
    'a query that finds nothing looks into the threads',
    on(search, async (sent, forward, { store }) => {
      const found = await forward(sent);
      const text = queryOf(sent).query;
      if (found.body.toString() !== '[]' || !text) return found;
      const entry = await store.db
        .selectFrom('thread_entry')
        .select('id')
        .where('body', 'like', `%${text}%`)
        .executeTakeFirst();
      return entry ? forward(withQuery(sent, { limit: 1 })) : found;
    }),
  ),
  mutant(
    'searchTickets/query-any-case',
    'upper and lower case matter to a query',
    rows((all, { query: text }) =>
      text === undefined ? all : all.filter(({ subject }) => String(subject).includes(text)),
    ),
  ),
  mutant(
    'searchTickets/query-part-of-a-word',
    'a query finds whole words alone',
    rows((all, { query: text }) =>
      text === undefined
        ? all
        : all.filter(({ subject }) =>
            ` ${String(subject).replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `.toLowerCase().includes(
              ` ${text
                .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
                .trim()
                .toLowerCase()} `,
            ),
          ),
    ),
  ),
  mutant('searchTickets/query-wildcards-literal', '% and _ stand for anything', likeWildcards),
  mutant(
    'searchTickets/query-quotes-harmless',
    'a quote ends in an error',
    refuses(({ query: text = '' }) => /['"\\]/.test(text)),
  ),
  mutant(
    'searchTickets/query-quotes-harmless',
    'quotes are taken out',
    query(search, (sent) => ({
      ...sent,
      ...(sent.query === undefined ? {} : { query: sent.query.replaceAll(/['"\\]/g, '') }),
    })),
  ),
];
