/** Checks that judge every answer of an operation that the run has seen. They come last, when most answers are there. */
import { Answer } from '../client/answer.js';
import { type Check, checkForAll } from '../kernel/check.js';
import { type AnswerRule, answerRules } from '../kernel/every-answer.js';
import { moreAnswers } from '../steps/formats.js';

/** What is looked at, for the report. */
const actions: Readonly<Record<AnswerRule, string>> = {
  'formats/readable-to-its-end': 'Read every answer to its end',
  'formats/no-bom': 'Look at the first bytes of every answer',
  'formats/valid-utf8': 'Look at the bytes of every answer',
};

export const checks: Check[] = answerRules.flatMap((rule) =>
  checkForAll(rule, actions[rule], async (t, id) => {
    // At least these, where the check runs alone. What keeps them from being had is no matter if another answer is a proof.
    const asked = await t.simplest(id).then(
      () => moreAnswers(t, id).then(() => undefined),
      (reason: unknown) => reason,
    );
    const [first, ...others] = t.session.answers.faults(rule, id);
    if (first) {
      const answers = [first, ...others].map(({ exchange }) => new Answer(exchange, id));
      t.violated(first.expected, first.actual, answers);
    }
    if (asked !== undefined) throw asked;
  }),
);
