/** Tickets counted by search, however many there are: by a page at their end. */

import type { Answer, Context } from '../../kernel/context.js';
import { Untestable } from '../../kernel/outcome.js';
import { highestLimit, rowsOf, type SearchQuery, searched } from '../../steps/search.js';

/** How often it is tested whether an offset counts tickets. */
const looks = 3;

/** How many tickets search finds, by a page at the end. @param about how many there are about */
export async function countedBySearch(t: Context, about: number): Promise<{ answer: Answer; count?: number }> {
  const offset = Math.max(0, about - highestLimit / 2);
  const answer = await t.call('searchTickets', { query: { offset, limit: highestLimit } });
  const { length } = rowsOf(t.needs(answer, 'searchTickets/offset-skips'));
  // Neither a full page nor an empty one shows where the tickets end.
  const theirEnd = length < highestLimit && (length > 0 || offset === 0);
  return theirEnd ? { answer, count: offset + length } : { answer };
}

/** @throws Untestable when tickets cannot be counted, since `offset` or `limit` is ignored */
export async function needsPages(t: Context): Promise<void> {
  const beyond = await t.call('searchTickets', { query: { offset: 2_000_000_000, limit: highestLimit } });
  if (rowsOf(t.needs(beyond, 'searchTickets/offset-beyond-the-end')).length > 0) {
    throw new Untestable('searchTickets/offset-skips', 'Needed an `offset` that is not ignored');
  }
  const { length } = rowsOf(t.needs(await searched(t, { limit: highestLimit }), 'searchTickets/limit-100-accepted'));
  // A run that writes has tickets of its own to be found.
  if (length === 0 && t.session.run.mode === 'write') {
    throw new Untestable('searchTickets/query-finds', 'Needed tickets, but search shows none');
  }
  const rows = await some(t, { limit: 1, offset: length });
  if (length < highestLimit && rows.length > 0) {
    throw new Untestable('searchTickets/limit-respected', `Needed ${highestLimit} tickets, but got ${length}`);
  }
  for (let look = 1; look <= looks; look++) if (await secondIsSecond(t)) return;
  throw new Untestable('searchTickets/offset-skips', 'Needed an `offset` that counts tickets');
}

/** A few tickets. @throws Untestable when they cannot be had */
const some = async (t: Context, query: SearchQuery) =>
  rowsOf(t.needs(await t.call('searchTickets', { query }), 'searchTickets/limit-respected'));

/** Whether the ticket at the `offset` 1 is the second. It may be another where tickets are made in between. */
async function secondIsSecond(t: Context): Promise<boolean> {
  const [, second] = await some(t, { limit: 2 });
  const [shifted] = await some(t, { limit: 1, offset: 1 });
  return second?.number === shifted?.number;
}

/** With more tickets, a page at the end is a load on the installation. */
export const mostCounted = 50_000;
