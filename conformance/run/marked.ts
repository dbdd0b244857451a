/** Finds the tickets that carry the mark of a run. */
import { mark } from '../client/mark.js';
import type { Context } from '../kernel/context.js';

interface Row {
  number?: unknown;
  subject?: unknown;
}

/** Tickets a page. */
const pageSize = 100;
/**
 * Pages in a row that bring nothing new, after which there is nothing more: the installation takes no notice of `offset`
 * or `query`. One such page may come of tickets that others make meanwhile.
 */
const idlePages = 3;

/**
 * Numbers and subjects of tickets whose subject begins with the run's mark. Anybody can write that: it proves nothing. An
 * installation may give a number to several tickets.
 *
 * @param found what is found goes here, page by page, so that a page that fails takes nothing away
 * @throws Error when the search does not answer with an array
 */
export async function findMarked(t: Context, found: Map<string, Set<string>>): Promise<void> {
  const { id } = t.session.run;
  for (let [offset, idle] = [0, 0]; idle < idlePages; ) {
    const answer = await t.call('searchTickets', { query: { query: id, limit: pageSize, offset } });
    if (answer.status !== 200 || !Array.isArray(answer.json)) {
      throw new Error(`the search was answered with ${answer.summary}`);
    }
    const rows = answer.json as (Row | null)[];
    const known = found.size;
    for (const row of rows) {
      const subject = row?.subject;
      if (typeof subject !== 'string' || !subject.startsWith(mark(id))) continue;
      const number = String(row?.number);
      found.set(number, (found.get(number) ?? new Set()).add(subject));
    }
    if (rows.length === 0) break;
    idle = found.size === known ? idle + 1 : 0;
    offset += rows.length;
  }
}
