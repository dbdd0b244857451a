/** Pages of tickets in an order. */
import type { Answer, Context } from '../../kernel/context.js';
import { each, withFirst } from '../../kernel/each.js';
import { nothingIfMissing } from '../../kernel/outcome.js';
import { changedLater } from '../../steps/changed-later.js';
import { statusOf } from '../../steps/lookups.js';
import { highestLimit, type SearchQuery } from '../../steps/search.js';
import { filters } from './searched-tickets.js';

export type Sort = NonNullable<SearchQuery['sort']>;

/**
 * A page of all tickets, one of closed ones, and one for each filter: the first may have only tickets of the run, which
 * are all equally old, and few of which are closed. Every other one has an offset: an order may end with the first page.
 *
 * @param sort the field; nothing for the default
 */
export const pages = (t: Context, sort?: Sort): Promise<Answer[]> =>
  t.share(`pages by ${sort ?? 'default'}`, async (own) => {
    const query = { ...(sort ? { sort } : {}), limit: highestLimit };
    const all = await own.call('searchTickets', { query });
    const closed = await statusOf(own, 'closed').catch(() => undefined);
    const some = [...(closed ? [{ status: String(closed.id) }] : []), ...(await filters(own))];
    const pages = some.map((filter, index): [SearchQuery, ...SearchQuery[]] =>
      index % 2 === 1 ? [{ ...filter, offset: 1 }, filter] : [filter],
    );
    const answers = await each(own, pages, (page) =>
      withFirst(page, (filter) => own.call('searchTickets', { query: { ...query, ...filter } })),
    );
    return [all, ...answers.filter(({ isSuccess }) => isSuccess)];
  });

/** The tickets of the run, by their last change. One of them was changed without a new entry in its thread. @returns nothing where there is none */
export async function ownByChange(t: Context): Promise<Answer | undefined> {
  if (t.session.run.mode === 'read' || !(await changedLater(t).catch(nothingIfMissing))) return undefined;
  return t.call('searchTickets', { query: { query: t.session.run.id, sort: 'updated', limit: highestLimit } });
}
