/** Checks of the general requirements on the answers to mistakes. */
import { type OperationId, operation, operations } from '../../../contract/operations.js';
import type { GeneralInvariant } from '../../invariants/rules.js';
import { type Check, checkForAll } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { everyAnswerCheck } from '../../kernel/every-answer.js';
import { lacksPlugin } from '../../kernel/lacks-plugin.js';
import { Skip } from '../../kernel/outcome.js';
import { allMistakes, mistakes, ordinaryMistakes } from '../../steps/mistakes.js';

/** Gets answers to mistakes that are errors. @throws Skip or Untestable when there is none */
async function errors(t: Context, id: OperationId): Promise<void> {
  if ((await ordinaryMistakes(t, id)).some(({ status }) => status >= 400)) return;
  t.session.requireCapability(id);
  const [mistake] = await mistakes(t, id);
  if (mistake) await t.needsErrorCodes(mistake);
  throw new Skip('no-data', 'No request was answered with an error.');
}

/** The same, and those to hostile input, which are asked for in the other format too. */
async function errorsInEachFormat(t: Context, id: OperationId): Promise<void> {
  await errors(t, id);
  await allMistakes(t, id);
}

/** Gets answers of all kinds. */
async function allKinds(t: Context, id: OperationId): Promise<void> {
  await allMistakes(t, id);
  await t.simplest(id);
}

const noObject = 'No error of this operation is a JSON object, which errors/standard-object is about.';

const rules: readonly [id: GeneralInvariant, action: string, ask: typeof errors, nothing?: string][] = [
  ['errors/standard-object', 'Send wrong requests and read the errors', errorsInEachFormat],
  ['errors/error-is-true', 'Send wrong requests and read `error`', errors, noObject],
  ['errors/message-is-text', 'Send wrong requests and read `message`', errors, noObject],
  ['errors/json-content-type', 'Send wrong requests and look at the content type', errorsInEachFormat],
  ['errors/status-is-documented', 'Look at the status codes of all kinds of answers', allKinds],
  ['errors/success-is-no-error', 'Look for errors that have the code of a success', allKinds],
  ['errors/shows-no-internals', 'Send wrong requests and look for SQL, paths and stack traces', allKinds],
];

export const checks: Check[] = [
  ...rules.flatMap(([rule, action, ask, nothing]) =>
    operations.map(({ id }) => everyAnswerCheck(rule, id, action, ask, nothing)),
  ),

  ...checkForAll('errors/no-500-for-input', 'Send hostile input', async (t, id) => {
    for (const answer of await allMistakes(t, id)) {
      const isExplained = lacksPlugin(answer, operation(id).capability);
      t.that(answer.status < 500 || isExplained, 'a 4xx code', answer.summary, answer);
    }
  }),
];
