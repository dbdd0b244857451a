/** A mutant: the requirement that is broken, how, in words, and the fault that does it. */
import type { OperationId } from '../../../contract/operations.js';
import { requirement } from '../../../contract/requirements.js';
import type { RequirementId } from '../../../generated/requirements.js';
import type { Fault } from './fault.js';

export interface Mutant {
  /** The requirement that the fault breaks; only a check of it can kill the mutant. */
  requirement: RequirementId;
  /** The operation whose check must find it. */
  operation: OperationId;
  /** What the broken server does, for the list of survivors. */
  description: string;
  fault: Fault;
  /** Capabilities that the server behind lacks. */
  without: readonly string[];
}

interface Options {
  without?: readonly string[];
}

/** A mutant of a requirement that stands beside an operation. */
export function mutant(id: RequirementId, description: string, fault: Fault, options: Options = {}): Mutant {
  const { operationId } = requirement(id);
  if (!operationId) throw new Error(`${id} stands beside no operation: say which one is broken (mutantFor)`);
  return mutantFor(operationId as OperationId, id, description, fault, options);
}

/** A mutant of a general requirement, broken at one operation. */
export function mutantFor(
  operation: OperationId,
  id: RequirementId,
  description: string,
  fault: Fault,
  { without = [] }: Options = {},
): Mutant {
  return { requirement: id, operation, description, fault, without };
}

/** What a mutant is called by: its requirement, the operation where that is not said by it, and what is broken. */
export const nameOf = ({ requirement: id, operation, description }: Mutant) =>
  `${id.startsWith(`${operation}/`) ? id : `${id} ${operation}`}: ${description}`;
