/** Checks of searchTickets: GET /tickets-search.php. */
import { isDeepStrictEqual } from 'node:util';
import { type Check, check } from '../kernel/check.js';
import type { Context } from '../kernel/context.js';
import { Untestable } from '../kernel/outcome.js';
import { newest } from '../steps/existing.js';
import { nobodys } from '../steps/facts.js';
import { rowsOf, searched } from '../steps/searches.js';
import { answerFieldChecks } from './families/answer-fields.js';
import { combinedChecks } from './searchTickets/combined.js';
import { departmentPathChecks } from './searchTickets/department-path.js';
import { filterChecks } from './searchTickets/filters.js';
import { limitChecks } from './searchTickets/limit.js';
import { offsetChecks } from './searchTickets/offset.js';
import { findingWorks, forFilters } from './searchTickets/own-tickets.js';
import { parameterChecks } from './searchTickets/parameters.js';
import { queryChecks } from './searchTickets/query.js';
import { rowChecks } from './searchTickets/rows.js';
import { sortChecks } from './searchTickets/sort.js';

/** What is there already, and own tickets where the run makes some. */
async function answers(t: Context) {
  const { answer } = await newest(t);
  if (t.session.run.mode === 'read') return [answer];
  // Where the very fields are broken, own tickets may not be found by them; then the newest tickets show it alone.
  const own = await forFilters(t).then(
    ({ query }) => searched(t, query),
    (error) => {
      if (error instanceof Untestable) return undefined;
      throw error;
    },
  );
  return own ? [answer, t.needs(own, 'searchTickets/query-finds')] : [answer];
}

export const checks: Check[] = [
  ...answerFieldChecks('searchTickets', 'Search, and look at each ticket that is found', answers),

  check('searchTickets/answers-an-array', 'Search without any parameter', async (t) => {
    const answer = await t.simplest('searchTickets');
    await t.succeeds(answer);
    t.that(Array.isArray(answer.json), 'an array', answer.summary, answer);
  }),

  check('searchTickets/nothing-found-is-empty', 'Search for a text that no subject has', async (t) => {
    const answer = await t.call('searchTickets', { query: { query: nobodys(t) } });
    await t.succeeds(answer);
    t.status(answer, 200);
    if (isDeepStrictEqual(answer.json, [])) return;
    // Where no search answers an array, this is no failure of its own.
    rowsOf(await t.simplest('searchTickets'));
    await findingWorks(t);
    t.violated('an empty array', answer.summary, answer);
  }),

  ...queryChecks,
  ...filterChecks,
  ...departmentPathChecks,
  ...combinedChecks,
  ...limitChecks,
  ...offsetChecks,
  ...sortChecks,
  ...parameterChecks,
  ...rowChecks,
];
