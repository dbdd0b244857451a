/** A check of each requirement that gives a field of an answer its shape: the field is there and has its type. */
import type { OperationId } from '../../../contract/operations.js';
import type { RequirementId } from '../../../generated/requirements.js';
import { answerFields } from '../../invariants/fields.js';
import type { Check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { everyAnswerCheck } from '../../kernel/every-answer.js';

/**
 * Checks of all answer fields of an operation, by the contract.
 *
 * @param action what is done to get the answers
 * @param answers the answers that are checked: successes, each with a JSON body
 * @param except requirements that name a field and have a check of their own, since they ask for more than its shape
 */
export function answerFieldChecks(
  id: OperationId,
  action: string,
  answers: (t: Context) => Promise<Answer[]>,
  except: readonly RequirementId[] = [],
): Check[] {
  return answerFields(id)
    .filter(({ requirement }) => !except.includes(requirement))
    .map(({ requirement, field }) =>
      everyAnswerCheck(
        requirement,
        id,
        action,
        async (t) => {
          // Where what the field is in has another shape, there is no such field.
          for (const answer of await answers(t)) t.field(answer, requirement);
        },
        `Nothing that was seen has ${field}.`,
      ),
    );
}
