/** The check that an operation answers its simplest request with the documented code. */
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';

/** @param others other codes that are accepted */
export const answersCheck = (id: RequirementId, action: string, ...others: number[]): Check =>
  check(id, action, async (t, operation) => t.succeedsWithCode(await t.simplest(operation), ...others));
