/** Tickets to try filters and texts on. None is changed once it is made. */
import type { Answer, Context } from '../../kernel/context.js';
import { beside } from '../../kernel/each.js';
import { lookupFields, usableIds } from '../../steps/lookup-fields.js';
import { inDays, makeTicket } from '../../steps/own-tickets.js';
import { find } from '../../steps/search.js';
import { update } from '../../steps/updates.js';
import { allTickets, byWord, type Domain, wordFor } from './searched-tickets.js';

/** Stands between the word and the end of subjects, so that these are long. */
const between = 'and a long subject '.repeat(6);

interface OwnFilters extends Domain {
  /** The answer that shows them. */
  answer: Answer;
  /** Those that were made, a long text that only the subject of each has, and its end. */
  made: { number: string; whole: string; end: string }[];
}

/** Own tickets of which one has another status and one another department, and whose subjects differ in their ends alone. */
export const ownFilters = (t: Context): Promise<OwnFilters> =>
  t.share('own tickets for filters', async (own) => {
    const word = wordFor(own, 'filtered');
    const made: OwnFilters['made'] = [];
    const make = async (what: string) => {
      const whole = `${word} ${between}${what}${word}`;
      const { number } = await makeTicket(own, whole);
      made.push({ number, whole, end: `${between.slice(-40)}${what}${word}` });
      return number;
    };
    // Evidence may have others, with shorter subjects.
    await beside(own, async () => {
      await make('made');
      const others = await usableIds(own, lookupFields.status, lookupFields.department);
      for (const [field, value] of Object.entries(others)) {
        // Not judged: a ticket counts as what search shows.
        await update(own, await make(field), { [field]: value });
      }
    });
    return { ...(await byWord(own, word)), made };
  });

/** Tickets to try filters on: own ones that differ in status and department; in a run that only reads, the newest. */
export const forFilters = (t: Context): Promise<Domain> =>
  t.session.run.mode === 'write' ? ownFilters(t) : allTickets(t);

/** An own ticket with everything set that can be, as a search for it shows it. */
export const fullTicket = (t: Context): Promise<Domain> =>
  t.share('own ticket with everything set', async (own) => {
    const word = wordFor(own, 'filled');
    const { number } = await makeTicket(own, `${word} in all fields`);
    const body = { ...(await usableIds(own, ...Object.values(lookupFields))), dueDate: inDays(own, 30) };
    // Not judged: the ticket counts as what it shows.
    await update(own, number, body);
    const query = { query: word };
    return { query, rows: (await find(own, query)).rows };
  });
