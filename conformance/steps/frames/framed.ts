/** Judges what the writes on a family of tickets have moved, for one requirement. */
import type { OperationId } from '../../../contract/operations.js';
import { requirement } from '../../../contract/requirements.js';
import type { RequirementId } from '../../../generated/requirements.js';
import type { Context } from '../../kernel/context.js';
import { nothingIfMissing, Untestable, Violation } from '../../kernel/outcome.js';
import { requests } from '../requests.js';
import { inWords, movedFields } from './moved.js';
import { triedWrites } from './writes-tried.js';

/** @throws Violation when a write moved what the requirement forbids, Untestable when no write was a success */
export async function framed(t: Context, id: RequirementId): Promise<void> {
  const { moved, endings } = await triedWrites(t);
  const its = moved.filter((one) => one.requirement === id);
  const [first] = its;
  if (first) {
    const { expected, answers } = first;
    throw new Violation({ expected, actual: inWords(first), answers, fields: movedFields(first) });
  }
  const operation = requirement(id).operationId as OperationId;
  const ending = endings.get(operation);
  if (ending && 'reason' in ending) throw ending.reason;
  const { requirement: prerequisite } = requests[operation];
  if (ending && 'refused' in ending) t.needs(ending.refused, prerequisite);
  if (!ending) throw new Untestable(prerequisite, `Needed ${prerequisite}, but nothing could be tried`);
}

/** The same for a check that looks by itself too: what keeps the writes from being tried takes nothing from that. */
export async function alsoFramed(t: Context, id: RequirementId): Promise<void> {
  await framed(t, id).catch(nothingIfMissing);
}
