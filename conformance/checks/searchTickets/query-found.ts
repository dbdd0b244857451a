/** Checks of what a search for a text must find, and what not. */
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { beside, withFirst } from '../../kernel/each.js';
import { Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { found, holds, highestLimit as limit, searched } from '../../steps/search.js';
import { finds } from './found-all.js';
import { ownFilters } from './own-filters.js';
import { findable, findingWorks } from './searched-tickets.js';

/** Expects each ticket that a text finds to have it in its subject. @returns how many there are */
async function findsOnly(t: Context, text: string): Promise<number> {
  const answer = await searched(t, { query: text, limit });
  const { rows } = await found(t, answer);
  t.field(answer, 'searchTickets/subject-is-string');
  const other = rows.findIndex((row) => !holds(row, text));
  t.that(other < 0, `only subjects with ${show(text)}`, show(rows[other]?.subject), answer, `/${other}/subject`);
  return rows.length;
}

/** Expects tickets to be found that differ in status and department, and one of them by the end of its long subject. */
async function findsAllThatWereMade(t: Context): Promise<void> {
  await findingWorks(t);
  const { rows, answer, made } = await ownFilters(t);
  const lost = made.filter(({ number }) => !rows.some((row) => String(row.number) === number));
  t.that(lost.length === 0, `${made.length} tickets`, `without ticket ${lost.map(({ number }) => number)}`, answer);
  for (const { number, end } of made.slice(0, 1)) await finds(t, { number, word: end }, end);
}

export const checks: Check[] = [
  check('searchTickets/query-finds', 'Search for a word in the subject of a ticket', async (t) => {
    const one = await findable(t);
    await finds(t, one, one.word);
    if (t.session.run.mode === 'write') await beside(t, () => findsAllThatWereMade(t));
  }),

  check(
    'searchTickets/query-excludes',
    'Look at what is found by a word, by two words in another order, by a long text, and by 0',
    async (t) => {
      const { word } = await findable(t);
      if ((await findsOnly(t, word)) === 0) {
        throw new Untestable('searchTickets/query-finds', `Needed tickets with "${word}", but found none`);
      }
      // Some take it for no text. What stands before the subjects of a run's own tickets has none.
      await beside(t, () => findsOnly(t, '0'));
      if (t.session.run.mode === 'read') return;
      await beside(t, async () => {
        const { query, made } = await ownFilters(t);
        // Words of one subject in another order; kept evidence may have words of two.
        await withFirst([`others ${word}`, `${word} ${query.query}`], (text) => findsOnly(t, text));
        // Others have the same text but for its end.
        for (const { whole, end } of made.slice(0, 1)) await withFirst([whole, end], (text) => findsOnly(t, text));
      });
    },
  ),
];
