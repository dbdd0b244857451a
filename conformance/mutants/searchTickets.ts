/** searchTickets broken on purpose; the fields of its rows are in families/. */
import { isSuccess } from './engine/fault.js';
import { type Mutant, mutant } from './engine/mutant.js';
import { htmlPage, json, refusal, refusalStatus } from './faults/answer.js';
import { accepted } from './faults/effect.js';
import { field } from './faults/field.js';
import { on, query, queryOf, refused, withQuery } from './faults/request.js';

const search = 'searchTickets';
type Row = Record<string, unknown>;
type Query = Record<string, string>;

const rows = (change: (rows: Row[], query: Query) => Row[]) =>
  json(search, (found, sent) => change(found, queryOf(sent)));
/** A parameter is passed over where its value fits. */
const without = (name: string, fits: (value: string) => boolean = () => true) =>
  query(search, (sent) => ({
    ...sent,
    ...(sent[name] !== undefined && fits(sent[name]) ? { [name]: undefined } : {}),
  }));
/** A valid request is refused. */
const refuses = (fits: (query: Query) => boolean) =>
  on(search, (sent, forward) => (fits(queryOf(sent)) ? Promise.resolve(refused(400)) : forward(sent)));
/** What must be refused is mended and answered. */
const mended = (change: (query: Query) => Record<string, string | number | undefined>) =>
  accepted(search, (sent) => withQuery(sent, change(queryOf(sent))));

const isId = (value: string) => /^\d+$/.test(value);
const isName = (value: string) => !isId(value);
const limitOf = (sent: Query) => Number(sent.limit ?? 20);

/** Rows that a filter should keep out come with the others. */
const lets = (name: string) =>
  on(search, async (sent, forward) => {
    const found = await forward(sent);
    if (!isSuccess(found) || queryOf(sent)[name] === undefined) return found;
    const others = await forward(withQuery(sent, { ...queryOf(sent), [name]: undefined, limit: 1, offset: 60 }));
    const both = [...JSON.parse(found.body.toString()), ...JSON.parse(others.body.toString())];
    return { ...found, body: Buffer.from(JSON.stringify(both)) };
  });

/** `%` and `_` in a query stand for what they do in SQL. */
const likeWildcards = on(search, async (sent, forward) => {
  const text = queryOf(sent).query ?? '';
  if (!/[%_]/.test(text)) return forward(sent);
  const found = await forward(withQuery(sent, { ...queryOf(sent), query: text.split(/[%_]/).at(-1) }));
  const pattern = new RegExp(text.replaceAll('%', '.*').replaceAll('_', '.'), 'i');
  const all = JSON.parse(found.body.toString()) as Row[];
  return { ...found, body: Buffer.from(JSON.stringify(all.filter(({ subject }) => pattern.test(String(subject))))) };
});

const sortBy = (name: string) => (all: Row[], sent: Query) =>
  sent.sort === name ? all.toSorted((a, b) => String(a.subject).localeCompare(String(b.subject))) : all;

const filterMutants = (name: 'status' | 'department'): Mutant[] => [
  mutant(`searchTickets/${name}-excludes`, `a ${name}'s name is passed over`, without(name, isName)),
  mutant(
    `searchTickets/${name}-by-name`,
    `a ${name}'s name is refused`,
    refuses((sent) => sent[name] !== undefined && isName(sent[name])),
  ),
  mutant(
    `searchTickets/${name}-by-name`,
    `a ${name}'s name finds nothing`,
    rows((all, sent) => (sent[name] !== undefined && isName(sent[name]) ? [] : all)),
  ),
  mutant(`searchTickets/${name}-excludes`, `a ${name}'s ID is passed over`, without(name, isId)),
  mutant(
    `searchTickets/${name}-by-id`,
    `a ${name}'s ID is refused`,
    refuses((sent) => sent[name] !== undefined && isId(sent[name])),
  ),
  mutant(
    `searchTickets/${name}-by-id`,
    `a ${name}'s ID finds nothing`,
    rows((all, sent) => (sent[name] !== undefined && isId(sent[name]) ? [] : all)),
  ),
  mutant(`searchTickets/${name}-excludes`, `${name} is passed over`, without(name)),
  mutant(`searchTickets/${name}-excludes`, `${name} lets others through`, lets(name)),
  mutant(
    `searchTickets/${name}-name-any-case`,
    `a ${name} in another case is refused`,
    refuses((sent) => sent[name] !== undefined && isName(sent[name]) && /^[a-z]/.test(sent[name])),
  ),
  mutant(
    `searchTickets/${name}-unknown-not-everything`,
    `an unknown ${name} is passed over`,
    mended((sent) => ({ ...sent, [name]: undefined })),
  ),
  mutant(
    `searchTickets/${name}-unknown-not-everything`,
    `an unknown ${name} is answered with 500`,
    refusalStatus(search, 500),
  ),
];

export const searchTicketsMutants: Mutant[] = [
  mutant(
    'searchTickets/answers-an-array',
    'the array is in an object',
    json(search, (found) => ({ tickets: found, total: found.length })),
  ),
  mutant(
    'searchTickets/answers-an-array',
    'the array is an object with numbers for names',
    json(search, (found) => ({ ...found })),
  ),
  mutant(
    'searchTickets/answers-an-array',
    'a search is a web page with 200',
    on(search, async () => htmlPage),
  ),
  mutant(
    'searchTickets/nothing-found-is-empty',
    'nothing found is answered with 404',
    on(search, async (sent, forward) => {
      const found = await forward(sent);
      return found.body.toString() === '[]' ? refused(404) : found;
    }),
  ),
  mutant(
    'searchTickets/nothing-found-is-empty',
    'nothing found is null',
    json(search, (found) => (found.length === 0 ? null : found)),
  ),
  mutant('searchTickets/nothing-found-is-empty', 'nothing found is everything', without('query')),
  mutant(
    'searchTickets/id-null-with-its-name',
    'topic has a name where topicId is null',
    field(search, '[].topic', (name) => name ?? ''),
  ),
  mutant(
    'searchTickets/row-agrees-with-ticket',
    'priority is always Normal',
    field(search, '[].priority', () => 'Normal'),
  ),
  mutant(
    'searchTickets/row-agrees-with-ticket',
    'isAnswered is the other way round',
    field(search, '[].isAnswered', (value) => !value),
  ),
  mutant(
    'searchTickets/row-agrees-with-ticket',
    'dueDate is always null',
    field(search, '[].dueDate', () => null),
  ),
  mutant(
    'searchTickets/row-agrees-with-ticket',
    'updated is created',
    rows((all) => all.map((row) => ({ ...row, updated: row.created }))),
  ),
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
  ...filterMutants('status'),
  ...filterMutants('department'),
  mutant(
    'searchTickets/department-by-path',
    'a path is refused',
    refuses(({ department = '' }) => department.includes(' / ')),
  ),
  mutant(
    'searchTickets/department-by-path',
    'a path finds nothing',
    rows((all, { department = '' }) => (department.includes(' / ') ? [] : all)),
  ),
  mutant(
    'searchTickets/department-by-path',
    'a path is taken for the parent',
    query(search, (sent) => ({ ...sent, ...(sent.department ? { department: sent.department.split(' / ')[0] } : {}) })),
  ),
  mutant(
    'searchTickets/filters-combine',
    'only the first of several filters counts',
    query(search, ({ query: text, status: its, department, ...sent }) => {
      const [first] = Object.entries({ query: text, status: its, department }).filter(
        ([, value]) => value !== undefined,
      );
      return { ...sent, ...(first ? { [first[0]]: first[1] } : {}) };
    }),
  ),
  mutant(
    'searchTickets/filters-combine',
    'only the last of several filters counts',
    query(search, ({ query: text, status: its, department, ...sent }) => {
      const last = Object.entries({ query: text, status: its, department })
        .filter(([, value]) => value !== undefined)
        .at(-1);
      return { ...sent, ...(last ? { [last[0]]: last[1] } : {}) };
    }),
  ),
  mutant(
    'searchTickets/limit-default-20',
    '25 are returned without limit',
    query(search, (sent) => ({ limit: 25, ...sent })),
  ),
  mutant(
    'searchTickets/limit-default-20',
    '19 are returned without limit',
    query(search, (sent) => ({ limit: 19, ...sent })),
  ),
  mutant(
    'searchTickets/limit-respected',
    'one more than limit is returned',
    query(search, (sent) => (sent.limit ? { ...sent, limit: Math.min(100, limitOf(sent) + 1) } : sent)),
  ),
  mutant(
    'searchTickets/limit-respected',
    'one less than limit is returned',
    rows((all, sent) => (sent.limit ? all.slice(0, Math.max(0, limitOf(sent) - 1)) : all)),
  ),
  mutant('searchTickets/limit-respected', 'limit is passed over', without('limit')),
  mutant(
    'searchTickets/limit-100-accepted',
    'a limit of 100 is refused',
    refuses(({ limit }) => limit === '100'),
  ),
  mutant(
    'searchTickets/limit-respected',
    'a limit of 100 returns 50',
    query(search, (sent) => ({ ...sent, ...(sent.limit === '100' ? { limit: 50 } : {}) })),
  ),
  mutant(
    'searchTickets/never-more-than-100',
    'a limit over 100 returns 101',
    on(search, async (sent, forward) => {
      if (!(limitOf(queryOf(sent)) > 100)) return forward(sent);
      const first = await forward(withQuery(sent, { ...queryOf(sent), limit: 100 }));
      const more = await forward(withQuery(sent, { ...queryOf(sent), limit: 1, offset: 100 }));
      if (!isSuccess(first) || !isSuccess(more)) return forward(sent);
      return {
        ...first,
        body: Buffer.from(JSON.stringify([...JSON.parse(first.body.toString()), ...JSON.parse(more.body.toString())])),
      };
    }),
  ),
  mutant('searchTickets/limit-over-100-refused', 'a limit over 100 is answered with 500', refusalStatus(search, 500)),
  mutant(
    'searchTickets/limit-over-100-refused',
    'a limit over 100 returns 20',
    mended((sent) => ({ ...sent, ...(limitOf(sent) > 100 ? { limit: 20 } : {}) })),
  ),
  mutant(
    'searchTickets/limit-zero-refused',
    'a limit of 0 returns 100',
    mended((sent) => ({ ...sent, ...(limitOf(sent) < 1 ? { limit: 100 } : {}) })),
  ),
  mutant('searchTickets/limit-zero-refused', 'a limit of 0 is answered with 500', refusalStatus(search, 500)),
  mutant(
    'searchTickets/limit-is-integer',
    'a limit that is none returns 100',
    mended((sent) => ({ ...sent, limit: 100 })),
  ),
  mutant('searchTickets/limit-is-integer', 'a limit that is none is answered with 500', refusalStatus(search, 500)),
  mutant(
    'searchTickets/offset-default-0',
    'the first ticket is passed over without offset',
    query(search, (sent) => ({ offset: 1, ...sent })),
  ),
  mutant('searchTickets/offset-skips', 'offset is passed over', without('offset')),
  mutant(
    'searchTickets/offset-skips',
    'offset counts pages',
    query(search, (sent) => ({ ...sent, ...(sent.offset ? { offset: Number(sent.offset) * limitOf(sent) } : {}) })),
  ),
  mutant(
    'searchTickets/offset-skips',
    'offset is one too many',
    query(search, (sent) => ({ ...sent, ...(Number(sent.offset) > 0 ? { offset: Number(sent.offset) + 1 } : {}) })),
  ),
  mutant(
    'searchTickets/offset-beyond-the-end',
    'beyond the end is the first page again',
    on(search, async (sent, forward) => {
      const found = await forward(sent);
      return found.body.toString() === '[]' && queryOf(sent).offset
        ? forward(withQuery(sent, { ...queryOf(sent), offset: undefined }))
        : found;
    }),
  ),
  mutant(
    'searchTickets/offset-beyond-the-end',
    'beyond the end is answered with 404',
    on(search, async (sent, forward) => {
      const found = await forward(sent);
      return found.body.toString() === '[]' && queryOf(sent).offset ? refused(404) : found;
    }),
  ),
  mutant('searchTickets/offset-negative-refused', 'a negative offset is answered with 500', refusalStatus(search, 500)),
  mutant(
    'searchTickets/offset-negative-refused',
    'a negative offset is the second page',
    mended((sent) => ({ ...sent, offset: 20 })),
  ),
  mutant('searchTickets/offset-is-integer', 'an offset that is none is answered with 500', refusalStatus(search, 500)),
  mutant(
    'searchTickets/offset-is-integer',
    'an offset that is none is the second page',
    mended((sent) => ({ ...sent, offset: 20 })),
  ),
  mutant(
    'searchTickets/pages-join',
    'pages overlap by one',
    query(search, (sent) => ({ ...sent, ...(Number(sent.offset) > 0 ? { offset: Number(sent.offset) - 1 } : {}) })),
  ),
  mutant(
    'searchTickets/pages-join',
    'pages leave one out',
    query(search, (sent) => ({ ...sent, ...(Number(sent.offset) > 0 ? { offset: Number(sent.offset) + 1 } : {}) })),
  ),
  mutant(
    'searchTickets/sort-default-created',
    'the oldest come first',
    rows((all, sent) => (sent.sort ? all : all.toReversed())),
  ),
  mutant(
    'searchTickets/sort-default-created',
    'the default order is that of numbers',
    query(search, (sent) => ({ sort: 'number', ...sent })),
  ),
  ...(['created', 'updated', 'number'] as const).flatMap((name) => [
    mutant(`searchTickets/sort-${name}`, `sort=${name} sorts by subject`, rows(sortBy(name))),
    mutant(
      `searchTickets/sort-${name}`,
      `sort=${name} is refused`,
      refuses(({ sort }) => sort === name),
    ),
  ]),
  mutant('searchTickets/sort-updated', 'sort=updated is passed over', without('sort')),
  mutant('searchTickets/sort-number', 'sort=number is passed over', without('sort')),
  mutant('searchTickets/sort-unknown-refused', 'an unknown sort is answered with 500', refusalStatus(search, 500)),
  mutant(
    'searchTickets/sort-unknown-refused',
    'an unknown sort sorts by number',
    mended((sent) => ({ ...sent, sort: 'number' })),
  ),
  mutant(
    'searchTickets/unknown-parameter-refused',
    'an unknown parameter is passed over',
    query(search, (sent) =>
      Object.fromEntries(
        Object.entries(sent).filter(([name]) =>
          ['query', 'status', 'department', 'limit', 'offset', 'sort'].includes(name),
        ),
      ),
    ),
  ),
  mutant(
    'searchTickets/repeated-parameter-refused',
    'a repeated parameter is answered with 500',
    refusalStatus(search, 500),
  ),
  mutant(
    'searchTickets/repeated-parameter-refused',
    'a repeated parameter is passed over',
    refusal(search, async (answer, _sent, { ask }) =>
      answer.status === 400 ? ask('GET', '/api/tickets-search.php?limit=100') : answer,
    ),
  ),
];
