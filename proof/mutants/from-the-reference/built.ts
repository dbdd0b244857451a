/** What makes the faults of the list happen: for each the requirement whose check must find it, and the fault. */
import type { OperationId } from '../../../contract/operations.js';
import type { RequirementId } from '../../../generated/requirements.js';
import type { Fault } from '../../../server/faults/fault.js';
import type { Row } from '../engine/mutant.js';
import type { Faults } from './list/fault.js';

/** One entry for each fault of an operation's list; or why it is not built: nothing can show it, or the contract allows it. */
export type Built<Listed extends Faults> = {
  readonly [Name in keyof Listed]: readonly [RequirementId, Fault, Row[3]?] | { readonly notBuilt: string };
};

/** @param operation is hit, unless a fault says otherwise */
export const rowsOf = <Listed extends Faults>(operation: OperationId, listed: Listed, built: Built<Listed>): Row[] =>
  Object.entries<Built<Listed>[keyof Listed]>(built).flatMap(([name, entry]): Row[] => {
    if ('notBuilt' in entry) return [];
    const [requirement, fault, options] = entry;
    return [[requirement, listed[name]?.fault ?? name, fault, { at: operation, of: [operation], ...options }]];
  });
