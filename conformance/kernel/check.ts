/**
 * A check: a requirement, an action, an expectation. Each requirement has one for each operation that it concerns. What a
 * check works with is its context (see context.ts).
 */

import { type OperationId, operations } from '../../contract/operations.js';
import { requirement } from '../../contract/requirements.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { Context } from './context.js';

export interface Check {
  requirement: RequirementId;
  operation: OperationId;
  /** What is done, for the report: "Read an own ticket by its internal ID". */
  action: string;
  /**
   * Whether it runs alone, after all others: it compares numbers that every ticket of the run moves, or goes by what the
   * others have left.
   */
  alone?: true;
  /** Whether all answers of the run decide, and not only those that the check gets itself (see every-answer.ts). */
  everyAnswer?: boolean;
  /**
   * Does it. Returns what was seen where the requirement is only OBSERVED.
   *
   * @throws Violation when the requirement is broken
   * @throws Untestable when a prerequisite is
   * @throws Skip when it does not apply
   */
  run(t: Context, operation: OperationId): Promise<string | void>;
}

/** A requirement that no check can see from outside, and why. */
export interface Exclusion {
  requirement: RequirementId;
  reason: string;
}

/** A check of a requirement of one operation. */
export function check(id: RequirementId, action: string, run: Check['run']): Check {
  const { operationId } = requirement(id);
  if (!operationId) throw new Error(`${id} is a general requirement: say for which operation it is checked (checkFor)`);
  return { requirement: id, operation: operationId as OperationId, action, run };
}

/** A check of a general requirement, for one operation. */
export function checkFor(operation: OperationId, id: RequirementId, action: string, run: Check['run']): Check {
  return { requirement: id, operation, action, run };
}

/** Checks of a general requirement for every operation that `applies` to. */
export const checkForEach = (
  id: RequirementId,
  applies: (operation: (typeof operations)[number]) => boolean,
  action: string,
  run: Check['run'],
): Check[] => operations.filter(applies).map((one) => checkFor(one.id, id, action, run));

/** Checks of a general requirement for all operations. */
export const checkForAll = (id: RequirementId, action: string, run: Check['run']): Check[] =>
  checkForEach(id, () => true, action, run);
