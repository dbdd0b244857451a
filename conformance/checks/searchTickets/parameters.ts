/** Checks of parameters that search does not have, or that are given twice. */
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { asked, foundUnlessRefused, type Row } from '../../steps/search.js';

/** Expects a refusal, or what one of the values gives: a parameter that is ignored would return everything. */
async function refusedOrTaken(
  t: Context,
  answer: Answer,
  expected: string,
  fits: (rows: Row[]) => boolean,
): Promise<void> {
  const taken = await foundUnlessRefused(t, answer);
  if (taken) t.that(fits(taken.rows), `a refusal, or ${expected}`, `${taken.rows.length} tickets`, answer);
}

export const checks: Check[] = [
  check('searchTickets/unknown-parameter-refused', 'Search with a misspelled filter', async (t) => {
    for (const [name, value] of [
      ['state', 'open'],
      ['Status', t.unknownName],
    ] as const) {
      await t.refused(await asked(t, name, value));
    }
  }),

  check('searchTickets/repeated-parameter-refused', 'Give parameters twice, and as an array', async (t) => {
    const nothing = (rows: Row[]) => rows.length === 0;
    for (const answer of [
      await asked(t, 'query', t.unknownName, `${t.unknownName}-either`),
      await asked(t, 'query[]', t.unknownName),
      await asked(t, 'query[a]', t.unknownName),
    ]) {
      await refusedOrTaken(t, answer, 'nothing found', nothing);
    }
    await refusedOrTaken(t, await asked(t, 'limit', '1', '2'), '1 or 2 tickets', ({ length }) => length <= 2);
  }),
];
