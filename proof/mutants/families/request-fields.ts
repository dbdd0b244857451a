/**
 * For each requirement on a field of a request: a request that breaks it is accepted, is refused but carried out, or is
 * refused with another code.
 */
import { resolve } from '../../../contract/document.js';
import { fieldSchema } from '../../../contract/fields.js';
import { type OperationId, operation } from '../../../contract/operations.js';
import { type Requirement, requirements } from '../../../contract/requirements.js';
import { validator } from '../../../contract/validators.js';
import type { Fault } from '../engine/fault.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { refusalStatus } from '../faults/answer.js';
import { accepted, refusedButDone } from '../faults/effect.js';
import { completed, withoutField } from '../faults/repair.js';
import { type Json, whereBody } from '../faults/request.js';

const isOfRequest = ({ operationId, field }: Requirement): boolean =>
  operationId !== undefined &&
  field !== undefined &&
  resolve(operation(operationId as OperationId).requestSchema ?? {}).properties?.[field] !== undefined;

/** Whether a body breaks the rule. */
function breaks({ id, operationId, field = '' }: Requirement): (body: Json) => boolean {
  if (id.endsWith('-required')) return (body) => !(field in body);
  if (id.endsWith('-not-empty')) return (body) => body[field] === '';
  const { requestSchema = {} } = operation(operationId as OperationId);
  const isOfType = validator({ type: resolve(fieldSchema(requestSchema, field)).type });
  return (body) => field in body && !isOfType(body[field]);
}

function ofField(one: Requirement): Mutant[] {
  const { id, operationId, field = '' } = one;
  const name = operationId as OperationId;
  const what = id.endsWith('-required')
    ? `no ${field}`
    : id.endsWith('-not-empty')
      ? `an empty ${field}`
      : `a wrong type of ${field}`;
  const broken = (fault: Fault) => whereBody(breaks(one), fault);
  const mended = id.endsWith('-required') ? completed : withoutField(field);
  return [
    mutant(id, `${what} is accepted`, broken(accepted(name, mended))),
    mutant(id, `${what} is refused but carried out`, broken(refusedButDone(name, mended))),
    mutant(id, `${what} is refused with 500`, broken(refusalStatus(name, 500))),
  ];
}

export const requestFieldMutants: Mutant[] = requirements.filter(isOfRequest).flatMap(ofField);
