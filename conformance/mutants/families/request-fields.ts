/**
 * For each requirement on a field of a request: a request that breaks it is accepted, is refused but carried out, or is
 * refused with another code.
 */
import { resolve } from '../../../contract/document.js';
import { type OperationId, operation } from '../../../contract/operations.js';
import { type Requirement, requirements } from '../../../contract/requirements.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { refusalStatus } from '../faults/answer.js';
import { accepted, refusedButDone } from '../faults/effect.js';
import { withoutField } from '../faults/repair.js';

const isOfRequest = ({ operationId, field }: Requirement): boolean =>
  operationId !== undefined &&
  field !== undefined &&
  resolve(operation(operationId as OperationId).requestSchema ?? {}).properties?.[field] !== undefined;

function ofField({ id, operationId, field = '' }: Requirement): Mutant[] {
  const name = operationId as OperationId;
  const what = id.endsWith('-required')
    ? `no ${field}`
    : id.endsWith('-not-empty')
      ? `an empty ${field}`
      : `a wrong type of ${field}`;
  return [
    mutant(id, `${what} is accepted`, accepted(name, withoutField(field))),
    mutant(id, `${what} is refused but carried out`, refusedButDone(name, withoutField(field))),
    mutant(
      id,
      `${what} is refused with 500`,
      refusalStatus(name, 500, ({ status }) => status === 400),
    ),
  ];
}

export const requestFieldMutants: Mutant[] = requirements.filter(isOfRequest).flatMap(ofField);
