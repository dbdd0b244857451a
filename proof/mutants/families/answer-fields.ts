/** For each requirement that gives a field of an answer its shape: the field is missing, or has a wrong form. */
import { resolve } from '../../../contract/document.js';
import { fieldIsOptional, fieldSchema, fieldSteps } from '../../../contract/fields.js';
import { type OperationId, operation } from '../../../contract/operations.js';
import { type Requirement, requirements } from '../../../contract/requirements.js';
import { fixed, wrongForms } from '../../../server/faults/field.js';
import type { Row } from '../engine/mutant.js';

function isOfAnswer({ operationId, field = '' }: Requirement): boolean {
  if (!operationId || !field) return false;
  const { requestSchema } = operation(operationId as OperationId);
  return !requestSchema || resolve(requestSchema).properties?.[fieldSteps(field)[0] ?? ''] === undefined;
}

function ofField({ id, operationId, field = '' }: Requirement): Row[] {
  const { answerSchema: schema } = operation(operationId as OperationId);
  if (!schema) throw new Error(`${id} is about no JSON answer`);
  const wrong = wrongForms(field, fieldSchema(schema, field)).map(
    ([what, fault]): Row => [id, `${field} is ${what}`, fault],
  );
  const mayBeMissing = fieldIsOptional(schema, field) || field.endsWith('[]');
  return mayBeMissing ? wrong : [[id, `${field} is missing`, fixed(field)], ...wrong];
}

export const answerFields: Row[] = requirements.filter(isOfAnswer).flatMap(ofField);
