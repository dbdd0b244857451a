/** Checks of `limit`: how many tickets a page has. */

import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { beside, each } from '../../kernel/each.js';
import { Skip } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import {
  asked,
  defaultLimit,
  type Found,
  find,
  found,
  foundUnlessRefused,
  highestLimit,
  numbersOf,
  rowsOf,
  type SearchQuery,
  searched,
} from '../../steps/search.js';
import { forPages, many } from './paged-tickets.js';
import { filters } from './searched-tickets.js';

const tickets = (count: number) => `${count} ${count === 1 ? 'ticket' : 'tickets'}`;

/** Whether there are tickets behind the last one of a page. */
async function goesOn(t: Context, query: SearchQuery, page: Found): Promise<boolean> {
  const next = await find(t, { ...query, limit: highestLimit, offset: page.rows.length });
  // Tickets that are on the page, too, prove nothing: new ones moved them, or `offset` is ignored.
  const seen = new Set(numbersOf(page.answer));
  return numbersOf(next.answer).some((number) => !seen.has(number));
}

/** Expects a page to have `size` tickets, or all where there are fewer. */
async function isFull(
  t: Context,
  query: SearchQuery,
  size: number,
  page: Found,
  askAgain: () => Promise<Found> = () => find(t, query),
): Promise<void> {
  const expected = `${tickets(size)}, or all where there are fewer`;
  t.that(page.rows.length <= size, expected, tickets(page.rows.length), page.answer);
  if (page.rows.length === size || !(await goesOn(t, query, page))) return;
  // What is behind the page may have been made since it was read; then there is room for it now.
  const again = await askAgain();
  if (again.rows.length > page.rows.length || !(await goesOn(t, query, again))) return;
  t.violated(expected, `${tickets(again.rows.length)}, though there are more`, [page.answer, again.answer]);
}

/** The same for a page of the tickets that all checks of pages use. */
async function haveSizes(t: Context, sizes: readonly number[]): Promise<void> {
  const { query } = await forPages(t);
  await each(
    t,
    sizes,
    (limit) => find(t, { ...query, limit }),
    async (page, limit) => {
      if (t.session.run.mode === 'read') await isFull(t, { ...query, limit }, limit, page);
      else t.that(page.rows.length === limit, tickets(limit), tickets(page.rows.length), page.answer);
    },
  );
}

/** Expects a refusal, or a page that fits. */
async function refusedOr(
  t: Context,
  value: string,
  page: (page: Found, askAgain: () => Promise<Found>) => Promise<void>,
): Promise<void> {
  const answer = await asked(t, 'limit', value);
  const taken = await foundUnlessRefused(t, answer);
  if (!taken) return;
  const askAgain = async () => found(t, await t.send({ operation: 'searchTickets', query: [['limit', value]] }));
  await page(taken, askAgain);
}

const tooHigh = [highestLimit + 1, highestLimit * 10].map(String);
const tooLow = ['0', '-1'];

/** The answers to limits that an installation could take for no limit. */
async function unlimited(t: Context): Promise<Answer[]> {
  const answers = [await searched(t, { limit: highestLimit })];
  for (const value of [...tooHigh, ...tooLow]) answers.push(await asked(t, 'limit', value));
  return answers.filter((answer) => Array.isArray(answer.content));
}

export const checks: Check[] = [
  check('searchTickets/limit-default-20', 'Search without `limit`, with a filter and without', async (t) => {
    await isFull(t, {}, defaultLimit, await find(t, {}));
    for (const filter of await filters(t)) {
      await beside(t, async () => {
        const answer = await t.call('searchTickets', { query: filter });
        // That it is a success is judged by the checks of the query and of the filters.
        if (answer.isSuccess) await isFull(t, filter, defaultLimit, await found(t, answer));
      });
    }
  }),

  check('searchTickets/limit-respected', 'Search with several limits', async (t) => {
    await haveSizes(t, [1, 7, many]);
    const all = { limit: highestLimit };
    await isFull(t, all, highestLimit, await find(t, all));
    for (const filter of await filters(t)) {
      await beside(t, async () => {
        const { rows, answer } = await find(t, { ...filter, limit: 1 });
        t.that(rows.length <= 1, `1 ticket at most for ${show(filter)}`, tickets(rows.length), answer);
      });
    }
  }),

  check('searchTickets/limit-100-accepted', `Search with the limit ${highestLimit}`, async (t) => {
    await found(t, await searched(t, { limit: highestLimit }));
  }),

  check('searchTickets/never-more-than-100', `Search with limits around ${highestLimit}, with 0 and -1`, async (t) => {
    for (const answer of await unlimited(t)) {
      const count = rowsOf(answer).length;
      t.that(count <= highestLimit, `${tickets(highestLimit)} at most`, tickets(count), answer);
    }
    const { rows } = await find(t, { limit: 1, offset: highestLimit });
    if (rows.length === 0) throw new Skip('no-data', `There are no more than ${highestLimit} tickets.`);
  }),

  check('searchTickets/limit-over-100-refused', `Search with limits over ${highestLimit}`, async (t) => {
    for (const value of tooHigh)
      await refusedOr(t, value, (page, again) => isFull(t, { limit: highestLimit }, highestLimit, page, again));
  }),

  check('searchTickets/limit-zero-refused', 'Search with the limits 0 and -1', async (t) => {
    for (const value of tooLow) {
      await refusedOr(t, value, async (page, again) => {
        if (page.rows.length > 0) await isFull(t, {}, defaultLimit, page, again);
      });
    }
  }),

  check('searchTickets/limit-is-integer', 'Search with limits that are no integers', async (t) => {
    for (const value of ['1.5', '2x', t.unknownName]) {
      await refusedOr(t, value, (page, again) => isFull(t, {}, defaultLimit, page, again));
    }
  }),
];
