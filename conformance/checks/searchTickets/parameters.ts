/** Checks of parameters that search does not have, or that are given twice. */
import type { Answer } from '../../client/answer.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { nobodys } from '../../steps/facts.js';
import { asked, foundUnlessRefused, type Row } from '../../steps/searches.js';

/** Expects 400, or what one of the values gives: a parameter that is ignored would return everything. */
async function refusedOrTaken(
  t: Context,
  answer: Answer,
  expected: string,
  fits: (rows: Row[]) => boolean,
): Promise<void> {
  const taken = await foundUnlessRefused(t, answer);
  if (taken) t.that(fits(taken.rows), `400, or ${expected}`, `${taken.rows.length} tickets`, answer);
}

export const parameterChecks: Check[] = [
  check('searchTickets/unknown-parameter-refused', 'Search with a misspelled filter', async (t) => {
    for (const [name, value] of [
      ['state', 'open'],
      ['Status', nobodys(t)],
    ] as const) {
      const answer = await asked(t, name, value);
      if (answer.status !== 400) await t.works('searchTickets');
      await t.refused(answer, 400);
    }
  }),

  check('searchTickets/repeated-parameter-refused', 'Give parameters twice, and as an array', async (t) => {
    const nothing = (rows: Row[]) => rows.length === 0;
    for (const answer of [
      await asked(t, 'query', nobodys(t), `${nobodys(t)}-either`),
      await asked(t, 'query[]', nobodys(t)),
      await asked(t, 'query[a]', nobodys(t)),
    ]) {
      await refusedOrTaken(t, answer, 'nothing found', nothing);
    }
    await refusedOrTaken(t, await asked(t, 'limit', '1', '2'), '1 or 2 tickets', ({ length }) => length <= 2);
  }),
];
