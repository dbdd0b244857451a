/** Checks that judge every answer of an operation that the run has seen. They come last, when most answers are there. */
import { Answer } from '../client/answer.js';
import { type Check, checkFor, checkForAll } from '../kernel/check.js';
import { type AnswerRule, answerRules } from '../kernel/every-answer.js';
import { moreAnswers } from '../steps/formats.js';

/** What is looked at, for the report. */
const actions: Readonly<Record<AnswerRule, string>> = {
  'formats/readable-to-its-end': 'Read every answer to its end',
  'formats/no-bom': 'Look at the first bytes of every answer',
  'formats/valid-utf8': 'Look at the bytes of every answer',
};

export const checks: Check[] = [
  ...answerRules.flatMap((rule) =>
    checkForAll(rule, actions[rule], async (t, id) => {
      // At least these, where the check runs alone. What keeps them from being had is no matter if any answer is a proof.
      let lacking: { reason: unknown } | undefined;
      try {
        await t.simplest(id);
        await moreAnswers(t, id);
      } catch (reason) {
        lacking = { reason };
      }
      const [first, ...others] = t.session.answers.faults(rule, id);
      if (first) {
        const answers = [first, ...others].map(({ exchange }) => new Answer(exchange, id));
        t.violated(first.expected, first.actual, answers);
      }
      if (lacking) throw lacking.reason;
    }),
  ),

  checkFor('searchTickets', 'formats/no-rate-limit', 'Look for answers that limit the rate', async (t, id) => {
    // Asked for, so that there is an answer where the check runs alone; that it was turned away is what is looked for.
    await t.simplest(id).catch(() => {});
    const { limit } = t.session.answers;
    return limit === undefined ? 'no limit was met' : `requests were turned away: ${limit}`;
  }),
];
