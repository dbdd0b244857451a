/** Tickets to turn pages in. */
import { NoEvidence } from '../../client/wire.js';
import type { Context } from '../../kernel/context.js';
import { nothingIfMissing } from '../../kernel/outcome.js';
import { crowd, crowdWord } from '../../steps/crowd.js';
import { makeTicket } from '../../steps/own-tickets.js';
import type { Row, SearchQuery } from '../../steps/search.js';
import { allTickets, byWord, type Domain, wordFor } from './searched-tickets.js';

/** How many tickets stand on a page where pages are turned. */
export const pageSize = 8;

/** How many own tickets pages are turned in at the least: one more than a page has. */
export const many = pageSize + 1;

/** The children of the crowd; where the installation has no subtickets, others. */
const ownPages = (t: Context): Promise<Domain> =>
  t.share('own tickets for pages', async (own) => {
    if (await crowd(own).catch(nothingIfMissing)) return byWord(own, crowdWord(own));
    const word = wordFor(own, 'paged');
    try {
      for (let count = 1; count <= many; count++) await makeTicket(own, `${word} ${count} of ${many}`);
      return await byWord(own, word);
    } catch (reason) {
      if (!(reason instanceof NoEvidence)) throw reason;
      // Evidence may have more of them than are made today.
      return own.share('own tickets for pages, as they are found', (later) => byWord(later, word));
    }
  });

/** Tickets to turn pages in: `many` own ones; in a run that only reads, all that there are. */
export const forPages = (t: Context): Promise<Domain> => (t.session.run.mode === 'write' ? ownPages(t) : allTickets(t));

/** The status and the department of most of these tickets, where they leave more than a page of them. */
export async function filtersOfMany(t: Context): Promise<SearchQuery | undefined> {
  const { rows } = await forPages(t);
  const like = (one: Row) =>
    rows.filter(({ statusId, departmentId }) => statusId === one.statusId && departmentId === one.departmentId).length;
  const [most] = rows.toSorted((one, other) => like(other) - like(one));
  const [status, department] = [Number(most?.statusId), Number(most?.departmentId)];
  if (!most || like(most) <= pageSize || !(status > 0 && department > 0)) return undefined;
  return { status: String(status), department: String(department) };
}
