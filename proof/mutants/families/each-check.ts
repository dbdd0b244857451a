/** Mutants of a general requirement: one for each operation that a check looks at it for. */

import { allChecks } from '../../../conformance/checks/index.js';
import type { OperationId } from '../../../contract/operations.js';
import type { RequirementId } from '../../../generated/requirements.js';
import type { Fault } from '../engine/fault.js';
import { type Mutant, mutantFor } from '../engine/mutant.js';

export function everywhere(id: RequirementId, description: string, fault: (operation: OperationId) => Fault): Mutant[] {
  return allChecks
    .filter((check) => check.requirement === id)
    .map(({ operation }) => mutantFor(operation, id, description, fault(operation)));
}
