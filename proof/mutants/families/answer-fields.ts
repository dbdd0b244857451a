/** For each requirement that gives a field of an answer its shape: the field is missing, or has a wrong type. */
import { resolve } from '../../../contract/document.js';
import { fieldIsOptional, fieldSchema, fieldSteps } from '../../../contract/fields.js';
import { type OperationId, operation } from '../../../contract/operations.js';
import { type Requirement, requirements } from '../../../contract/requirements.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { field as changed, wrongForms } from '../faults/field.js';

function isOfAnswer({ operationId, field = '' }: Requirement): boolean {
  if (!operationId || !field) return false;
  const { requestSchema } = operation(operationId as OperationId);
  return !requestSchema || resolve(requestSchema).properties?.[fieldSteps(field)[0] ?? ''] === undefined;
}

function ofField({ id, operationId, field = '' }: Requirement): Mutant[] {
  const { answerSchema: schema } = operation(operationId as OperationId);
  if (!schema) throw new Error(`${id} is about no JSON answer`);
  const name = operationId as OperationId;
  const wrong = wrongForms(fieldSchema(schema, field)).map((form) =>
    mutant(id, `${field} is ${form.name}`, changed(name, field, form.change)),
  );
  if (fieldIsOptional(schema, field) || field.endsWith('[]')) return wrong;
  return [
    mutant(
      id,
      `${field} is missing`,
      changed(name, field, () => undefined),
    ),
    ...wrong,
  ];
}

export const answerFieldMutants: Mutant[] = requirements.filter(isOfAnswer).flatMap(ofField);
