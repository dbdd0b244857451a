/** Checks of `offset`, and of pages that are turned with it. */
import { isDeepStrictEqual } from 'node:util';
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { beside, each, withFirst } from '../../kernel/each.js';
import { nothingIfMissing, Skip, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import {
  defaultLimit,
  type Found,
  find,
  found,
  foundUnlessRefused,
  highestLimit,
  numbersOf,
  type SearchQuery,
  searched,
} from '../../steps/search.js';
import { filtersOfMany, forPages, pageSize } from './paged-tickets.js';

/** An order without ties, so that a ticket has the same place in every answer. */
const sort = 'number';
const size = pageSize;

/** Beyond the last ticket of any installation, and an integer for every database. */
const farBeyond = 2_000_000_000;

/** How often tickets are read that others may add to or take from meanwhile. */
const readings = 5;

/** A reading of a search that something else is compared with. @throws Untestable when it does not even work */
async function whole(t: Context, query: SearchQuery): Promise<Answer> {
  const prerequisite = query.sort ? 'searchTickets/sort-number' : 'searchTickets/answers-an-array';
  return t.needs(await t.call('searchTickets', { query }), prerequisite);
}

/**
 * Reads something between two searches with the same answer: so that answer held in between, too.
 *
 * @throws Skip when tickets are made or deleted so often that the answers always differ
 */
async function unchangedDuring<T>(t: Context, query: SearchQuery, read: (numbers: string[]) => Promise<T>) {
  let before = await whole(t, query);
  for (let reading = 1; reading <= readings; reading++) {
    const numbers = numbersOf(before);
    const between = await read(numbers);
    // Nobody else changes the run's own tickets.
    const after = t.session.run.mode === 'write' ? before : await whole(t, query);
    if (isDeepStrictEqual(numbersOf(after), numbers)) return { numbers, answer: before, between };
    before = after;
  }
  throw new Skip('no-data', 'Tickets are made or deleted so often that pages could not be compared.');
}

/** The numbers on the first page, and the answer to another search. */
async function besideFirst(t: Context, query: SearchQuery, other: SearchQuery) {
  const ask = async () => (await find(t, { ...query, ...other })).answer;
  const { numbers: first, answer, between } = await unchangedDuring(t, query, ask);
  if (first.length < size) {
    if (t.session.run.mode === 'read') throw new Skip('no-data', `There are fewer than ${size} tickets.`);
    throw new Untestable('searchTickets/limit-respected', `Needed ${size} tickets, but got ${first.length}`);
  }
  return { first, answer, other: between };
}

/** Expects the first page of a search to have as many tickets as fit, where one without pages finds them. */
async function fullFirstPage(t: Context, query: SearchQuery): Promise<void> {
  const [page, all] = [
    await searched(t, { ...query, limit: size }),
    await searched(t, { ...query, limit: highestLimit }),
  ];
  if (!page.isSuccess || !all.isSuccess) return;
  const [one, whole] = [numbersOf(page), numbersOf(all)];
  const expected = whole.slice(0, size);
  t.that(one.length >= expected.length, `first ${show(expected)}`, show(one), [all, page]);
}

/** Expects an `offset` to be refused, or taken for none. */
async function refusedOrFirst(t: Context, value: string): Promise<void> {
  const { query } = await forPages(t);
  const first = { ...query, sort, limit: size } as const;
  const pairs = Object.entries({ ...first, offset: value }).map(([name, one]) => [name, String(one)] as const);
  const ask = () => t.send({ operation: 'searchTickets', query: pairs });
  const asked = await ask();
  if (!(await foundUnlessRefused(t, asked))) return;
  const again = t.session.run.mode === 'write' ? async () => asked : ask;
  const { numbers, between: answer } = await unchangedDuring(t, first, again);
  if (!(await foundUnlessRefused(t, answer))) return;
  t.that(
    isDeepStrictEqual(numbersOf(answer), numbers),
    `a refusal, or ${show(numbers)}`,
    show(numbersOf(answer)),
    answer,
  );
}

export const checks: Check[] = [
  check('searchTickets/offset-default-0', 'Search without `offset` and with 0', async (t) => {
    const { query } = await forPages(t);
    const { first, answer, other } = await besideFirst(t, { ...query, sort, limit: size }, { offset: 0 });
    // With 0 it is certainly the first page; the answer without it is judged.
    t.that(isDeepStrictEqual(first, numbersOf(other)), show(numbersOf(other)), show(first), [answer, other]);
  }),

  check(
    'searchTickets/offset-skips',
    'Pass over 1 and over 5 tickets, with `limit` and filters and without',
    async (t) => {
      const { query } = await forPages(t);
      const ways: SearchQuery[] = [{ limit: size, offset: 1 }, { limit: size, offset: 5 }, { offset: 5 }];
      const ask = ({ offset = 0, ...others }: SearchQuery) =>
        besideFirst(t, { ...query, sort, ...others, offset: 0 }, { offset });
      const judge = ({ first, answer, other }: Awaited<ReturnType<typeof ask>>, { offset = 0 }: SearchQuery) => {
        const expected = first.slice(offset);
        // A page that is too short is reported by the checks of `limit`.
        const actual = numbersOf(other).slice(0, expected.length);
        t.that(isDeepStrictEqual(actual, expected), `first ${show(expected)}`, show(numbersOf(other)), [answer, other]);
      };
      await each(t, ways, ask, judge);
      const filters = await filtersOfMany(t);
      const way = { ...filters, limit: size, offset: 5 };
      // Filters that do not work are reported by their checks.
      const pages = filters && (await ask(way).catch(nothingIfMissing));
      if (pages) judge(pages, way);
      else if (filters) await beside(t, () => fullFirstPage(t, { ...query, sort, ...filters }));
    },
  ),

  check(
    'searchTickets/offset-beyond-the-end',
    'Pass over more tickets than there are, with filters and without',
    async (t) => {
      const { query } = await forPages(t);
      const isEmpty = ({ answer, rows }: Found) => t.that(rows.length === 0, 'an empty array', answer.summary, answer);
      for (const domain of [query, {}]) isEmpty(await find(t, { ...domain, offset: farBeyond }));
      await beside(t, async () => {
        const filters = await filtersOfMany(t);
        if (!filters) return;
        const answer = await t.call('searchTickets', { query: { ...filters, offset: farBeyond } });
        // Filters that do not work are reported by their checks.
        if (!answer.isSuccess) t.needs(await searched(t, filters), 'searchTickets/filters-combine');
        isEmpty(await found(t, answer));
      });
    },
  ),

  check('searchTickets/offset-negative-refused', 'Search with a negative `offset`', (t) => refusedOrFirst(t, '-1')),

  check('searchTickets/offset-is-integer', 'Search with offsets that are no integers', async (t) => {
    await each(t, ['1.5', '2x', t.unknownName], (value) => refusedOrFirst(t, value));
  }),

  check('searchTickets/pages-join', 'Turn pages to the end', async (t) => {
    const { query } = await forPages(t);
    const own = t.session.run.mode === 'write';
    for (const order of [{}, { sort }] as const) {
      const domain = { ...query, ...order };
      const all = { ...domain, limit: own ? highestLimit : defaultLimit };
      const turn = (length: number) =>
        order.sort && own
          ? withFirst([size / 2, size], (onPage) => turned(t, domain, length, onPage))
          : turned(t, domain, length, size);
      const { numbers, between: pages } = await unchangedDuring(t, all, ({ length }) => turn(length));
      const joined = pages.flatMap(numbersOf);
      const twice = joined.filter((number, index) => joined.indexOf(number) !== index);
      t.that(twice.length === 0, 'each ticket on one page', `${show(twice)} on two pages`, pages);
      // Of all tickets only the first pages are turned: where many are as old, others may be the first.
      const missing = own || order.sort ? numbers.filter((number) => !joined.includes(number)) : [];
      t.that(missing.length === 0, 'each ticket on a page', `${show(missing)} on no page`, pages);
    }
  }),
];

/** Consecutive pages that together have `count` tickets. @throws Untestable when the first is shorter than asked for */
async function turned(t: Context, query: SearchQuery, count: number, limit: number): Promise<Answer[]> {
  const pages: Answer[] = [];
  for (let offset = 0; offset < count; offset += limit) {
    const { answer, rows } = await find(t, { ...query, limit, offset });
    if (offset === 0 && rows.length !== Math.min(limit, count)) {
      throw new Untestable('searchTickets/limit-respected', `Needed ${limit} tickets, but got ${rows.length}`);
    }
    pages.push(answer);
  }
  return pages;
}
