/** The requirements of the contract. */
import type { RefusalId, RequirementId } from '../generated/requirements.js';
import { contract } from './document.js';
import { type Requirement, readRequirements } from './read-requirements.js';

export type { Requirement } from './read-requirements.js';

/** All requirements, in the order of the contract. */
export const requirements: readonly Requirement[] = readRequirements(contract);

/** Where a requirement belongs, by its ID: an operationId, or a general topic such as `auth`. */
export const topicOf = (id: string): string => id.split('/')[0] ?? id;

const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]));

/** The requirement with this ID. */
export function requirement(id: RequirementId): Requirement {
  const found = byId.get(id);
  if (!found) throw new Error(`The contract has no requirement ${id}`);
  return found;
}

/** Whether a requirement demands a refusal. */
export const demandsRefusal = (id: RequirementId): id is RefusalId => requirement(id).status !== undefined;

/**
 * The codes that a refusal may have, the first one being the reference server's.
 *
 * @throws Error for a requirement that demands no refusal (one without `status`)
 * @example refusalCodes('createTicket/topic-unknown-refused') // [400, 404]
 */
export function refusalCodes(id: RequirementId): readonly [number, ...number[]] {
  const [first, ...others] = requirement(id).status ?? [];
  if (first === undefined) throw new Error(`The requirement ${id} has no status: it demands no refusal`);
  return [first, ...others];
}
