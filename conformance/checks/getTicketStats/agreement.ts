/** The check that the statistics count the tickets that search finds. */
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { beside } from '../../kernel/each.js';
import { nothingIfMissing, Skip } from '../../kernel/outcome.js';
import { giveNotedTicket } from '../../steps/noted-ticket.js';
import { countedBySearch, mostCounted, needsPages } from './count-by-search.js';
import { read, readings, statsOf } from './reading.js';
import { allRows, miscounted, mostRead, sameNumbers } from './recount.js';

/** Expects `total` to be the number of tickets that search finds. */
async function agreesInAll(t: Context): Promise<void> {
  const seen: Answer[] = [];
  let actual = '';
  for (let reading = 1; reading <= readings; reading++) {
    const before = await read(t);
    const { total } = statsOf(t, before);
    if (total > mostCounted) throw new Skip('no-data', `There are more tickets (${total}) than are counted here.`);
    const { answer, count } = await countedBySearch(t, total);
    const after = await read(t);
    const totals = [total, statsOf(t, after).total];
    // Tickets that are made or deleted meanwhile may be counted or not.
    if (count !== undefined && count >= Math.min(...totals) && count <= Math.max(...totals)) return;
    seen.push(before, answer, after);
    actual = `${count ?? 'another number'} by search, ${totals[0]} before and ${totals[1]} after it`;
  }
  await needsPages(t);
  t.violated('the same number of tickets', actual, seen);
}

/** Expects the numbers of departments and agents to be those of the tickets that search finds, where it can show all. */
async function agreesInParts(t: Context): Promise<void> {
  await beside(t, () => giveNotedTicket(t));
  let before = await read(t);
  for (let reading = 1; reading <= 2; reading++) {
    const { total } = statsOf(t, before);
    if (total > mostRead) return;
    const found = await allRows(t, total).catch(nothingIfMissing);
    if (!found) return;
    const after = await read(t);
    if (sameNumbers(before, after)) {
      const wrong = await miscounted(t, after, found.rows);
      const expected = 'the tickets of departments and agents that search finds';
      return t.that(wrong.length === 0, expected, wrong.join('; '), [before, ...found.answers]);
    }
    before = after;
  }
}

export const checks: Check[] = [
  {
    ...check(
      'getTicketStats/agrees-with-search',
      'Compare the numbers with the tickets that search finds',
      async (t) => {
        await agreesInAll(t);
        await beside(t, () => agreesInParts(t));
      },
    ),
    // The other checks make and change tickets.
    alone: true,
  },
];
