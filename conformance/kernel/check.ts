/**
 * A check: a requirement, an action, an expectation. Each requirement has one for each operation that it concerns;
 * what an operation's checks share is in the trial (see trial.ts), so that a check reads on its own.
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
   * Does it. Returns what was seen where the requirement is only OBSERVED.
   *
   * @throws Violation when the requirement is broken
   * @throws Untestable when a prerequisite is
   * @throws Skip when it does not apply
   */
  run(t: Context): Promise<string | void>;
}

/** A requirement that no check can see from outside, and why. */
export interface Exclusion {
  requirement: RequirementId;
  reason: string;
}

/** A check of a requirement that stands beside an operation. */
export function check(id: RequirementId, action: string, run: Check['run']): Check {
  const { operationId } = requirement(id);
  if (!operationId) throw new Error(`${id} stands beside no operation: say for which one it is checked (checkFor)`);
  return { requirement: id, operation: operationId as OperationId, action, run };
}

/** A check of a general requirement, for one operation. */
export function checkFor(operation: OperationId, id: RequirementId, action: string, run: Check['run']): Check {
  return { requirement: id, operation, action, run };
}

/** Checks of a general requirement for every operation that `applies` to. */
export function checkForEach(
  id: RequirementId,
  applies: (operation: (typeof operations)[number]) => boolean,
  action: string,
  run: (t: Context, operation: OperationId) => Promise<string | void>,
): Check[] {
  return operations.filter(applies).map((one) => checkFor(one.id, id, action, (t) => run(t, one.id)));
}
