/** A mutant: the requirement that is broken, how, in words, and the fault that does it. */
import { allChecks } from '../../../conformance/checks/index.js';
import type { OperationId } from '../../../contract/operations.js';
import { requirement } from '../../../contract/requirements.js';
import type { RequirementId } from '../../../generated/requirements.js';
import { at, type Fault } from '../../../server/faults/fault.js';

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

/** A line in a table of mutants. */
export type Row = readonly [id: RequirementId, description: string, fault: Fault, options?: Options];

interface Options {
  /** The operations that the fault hits. Default: the one whose check must find it. */
  at?: OperationId | readonly OperationId[] | 'all';
  /** Of a general requirement: the operations whose checks must find it. Default: all that have one. */
  of?: readonly OperationId[];
  /** Capabilities that the server behind lacks. Default: none. */
  without?: readonly string[];
}

/** One mutant for each row; of a general requirement, one for each operation that has a check of it. */
export const mutants = (rows: readonly Row[]): Mutant[] =>
  rows.flatMap(([id, description, fault, { at: hit, of: chosen, without = [] } = {}]) => {
    const { operationId } = requirement(id);
    const broken = operationId ? [operationId as OperationId] : (chosen ?? operationsChecked(id));
    return broken.map((operation) => {
      const limited = hit === 'all' ? fault : at(hit ?? operation, fault);
      return { requirement: id, operation, description, fault: limited, without };
    });
  });

const operationsChecked = (id: RequirementId): OperationId[] =>
  allChecks.filter(({ requirement: checked }) => checked === id).map(({ operation }) => operation);

/** What a mutant is called: its requirement, the operation where that is not said by it, and what is broken. */
export const nameOf = ({ requirement: id, operation, description }: Mutant) =>
  `${id.startsWith(`${operation}/`) ? id : `${id} ${operation}`}: ${description}`;
