/** A check of each requirement that gives a field of an answer its shape: the field is there and has its type. */

import { resolve } from '../../../contract/document.js';
import { fieldSteps } from '../../../contract/fields.js';
import { type OperationId, operation } from '../../../contract/operations.js';
import { requirements } from '../../../contract/requirements.js';
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { Skip } from '../../kernel/outcome.js';

/** Whether a requirement is about a field of the operation's request and not of its answer. */
function isOfRequest(id: OperationId, field: string): boolean {
  const { requestSchema } = operation(id);
  const [first = ''] = fieldSteps(field);
  return requestSchema !== undefined && resolve(requestSchema).properties?.[first] !== undefined;
}

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
  return requirements
    .filter(({ operationId, field }) => operationId === id && field !== undefined && !isOfRequest(id, field))
    .filter((one) => !except.includes(one.id))
    .map((one) =>
      check(one.id, action, async (t) => {
        const seen = (await answers(t)).flatMap((answer) => t.field(answer, one.id));
        if (seen.length === 0) throw new Skip('no-data', `Nothing that was seen has ${one.field}.`);
      }),
    );
}
