/**
 * Checks of what the contract says of every answer. The run judges each answer as it comes (see invariants/), whoever
 * asked for it; such a check only makes sure that there are some, and tells what was found.
 */
import type { OperationId } from '../../contract/operations.js';
import type { RequirementId } from '../../generated/requirements.js';
import { Answer } from '../client/answer.js';
import { inHowMany } from '../invariants/tally.js';
import type { Check } from './check.js';
import type { Context } from './context.js';
import { endingOf } from './judge.js';
import { Skip } from './outcome.js';

/**
 * @param ask gets answers of the kind that the requirement is about, in case nobody else does. What keeps it from that is
 * no matter where others did.
 * @param nothing said where there is no such answer
 */
export const everyAnswerCheck = (
  requirement: RequirementId,
  operation: OperationId,
  action: string,
  ask: (t: Context, operation: OperationId) => Promise<unknown>,
  nothing = 'No answer of this kind was seen.',
): Check => ({
  requirement,
  operation,
  action,
  everyAnswer: true,
  run: async (t) => {
    let lacking: unknown;
    try {
      await ask(t, operation);
    } catch (reason) {
      if (endingOf(reason, 'MUST').verdict === 'error') throw reason;
      lacking = reason;
    }
    const { answers } = t.session;
    const found = answers.broken(requirement, operation);
    if (found) {
      const proofs = found.exchanges.map((exchange) => new Answer(exchange, operation));
      t.violated(found.expected, inHowMany(found), proofs, found.pointer);
    }
    if (answers.hasJudged(requirement, operation)) return;
    throw lacking ?? new Skip('no-data', nothing);
  },
});
