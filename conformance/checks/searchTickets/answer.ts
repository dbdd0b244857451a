/** Checks of searchTickets: GET /tickets-search.php. */
import { isDeepStrictEqual } from 'node:util';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { everyAnswerCheck } from '../../kernel/every-answer.js';
import { Untestable } from '../../kernel/outcome.js';
import { newest } from '../../steps/existing-tickets.js';
import { rowsOf, searched } from '../../steps/search.js';
import { answerFieldChecks } from '../generic/answer-fields.js';
import { forFilters } from './own-filters.js';
import { findingWorks } from './searched-tickets.js';

/** Searches that find existing tickets, and own ones where the run makes some. */
async function answers(t: Context) {
  const { answer } = await newest(t);
  if (t.session.run.mode === 'read') return [answer];
  // Where a field is broken, own tickets may not be found by it; then only the newest tickets show that.
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

  everyAnswerCheck('searchTickets/each-ticket-once', 'searchTickets', 'Look for a ticket that is found twice', (t) =>
    newest(t),
  ),

  check('searchTickets/answers-an-array', 'Search without any parameter', async (t) => {
    const answer = await t.simplest('searchTickets');
    await t.succeeds(answer);
    t.that(Array.isArray(answer.json), 'an array', answer.summary, answer);
  }),

  check('searchTickets/nothing-found-is-empty', 'Search for a text that no subject has', async (t) => {
    const answer = await t.call('searchTickets', { query: { query: t.unknownName } });
    // What is no array, such as null, is the fault that is looked for.
    if (!answer.isOfAnotherShape) await t.succeedsWithCode(answer);
    if (isDeepStrictEqual(answer.json, [])) return;
    // That no search answers an array is reported by another check.
    const plain = await t.simplest('searchTickets');
    rowsOf(plain);
    if (plain.isOfAnotherShape && isDeepStrictEqual(answer.content, [])) {
      throw new Untestable('searchTickets/answers-an-array', `Needed an array, but the answer was ${plain.summary}`);
    }
    await findingWorks(t);
    t.violated('an empty array', answer.summary, answer);
  }),
];
