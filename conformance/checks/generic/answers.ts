/** Checks of the success of an operation. */
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';

/** The check that an operation answers its simplest request with a code that the contract has for a success. */
export const answersCheck = (id: RequirementId, action: string): Check =>
  check(id, action, async (t, operation) => t.succeedsWithCode(await t.simplest(operation)));

/** The check that the mark of a success is `true`; the schema allows any boolean, for the sake of generated clients. */
export const successIsTrue = (id: RequirementId, action: string, success: (t: Context) => Promise<Answer>): Check =>
  check(id, action, async (t) => {
    const answer = await success(t);
    for (const mark of t.field(answer, id)) t.equal(answer, '/success', mark, true);
  });
