/** Reads a field of an answer by the contract, and says what keeps it from being read. */
import type { Schema } from '../../contract/document.js';
import {
  type FieldValue,
  fieldIsOptional,
  fieldSchema,
  fieldSteps,
  fieldValues,
  ownShape,
} from '../../contract/fields.js';
import { type OperationId, operation } from '../../contract/operations.js';
import { requirement, requirements } from '../../contract/requirements.js';
import { type ShapeFault, shapeFaults } from '../../contract/validators.js';
import type { RequirementId } from '../../generated/requirements.js';

/** What is wrong with a field, or with one that it is in. */
export interface FieldFault {
  /** The requirement that gives that field its shape. */
  requirement: RequirementId;
  pointer: string;
  expected: string;
  actual: unknown;
}

export interface FieldReading {
  values: unknown[];
  fault?: FieldFault;
}

/** `thread[].id` gives `thread`, `thread[]` and `thread[].id`. */
function outsideIn(field: string): string[] {
  const prefixes: string[] = [];
  for (const step of fieldSteps(field)) {
    const outer = prefixes.at(-1) ?? '';
    prefixes.push(step === '[]' || step === '{}' || outer === '' ? outer + step : `${outer}.${step}`);
  }
  return prefixes;
}

/**
 * Reads a field of a JSON answer.
 *
 * @param id the requirement that gives it its shape
 * @param json the answer as it came, or as it is meant
 * @throws Error when that is about no field of a JSON answer
 */
export function readField(id: RequirementId, json: unknown): FieldReading {
  const { field = '', operationId } = requirement(id);
  const { answerSchema: schema } = operation(operationId as OperationId);
  if (!schema) throw new Error(`${id} is about no JSON answer`);
  let found: FieldValue[] = [];
  // From the outside in: the failure is the outermost field whose shape is wrong.
  for (const part of outsideIn(field)) {
    const shape = fieldSchema(schema, part);
    const optional = fieldIsOptional(schema, part);
    found = fieldValues(json, part).filter(({ value }) => value !== undefined || !optional);
    for (const { pointer, value } of found) {
      const wrong = faultIn(shape, value);
      if (!wrong) continue;
      const shapedBy = requirements.find((one) => one.operationId === operationId && one.field === part);
      return { values: [], fault: { ...wrong, requirement: shapedBy?.id ?? id, pointer: pointer + wrong.pointer } };
    }
  }
  return { values: found.map(({ value }) => value) };
}

/** What is wrong with a value itself, and not with what is in it. */
function faultIn(schema: Schema, value: unknown): ShapeFault | undefined {
  if (value === undefined) return { pointer: '', expected: 'the field to be there', actual: undefined };
  return shapeFaults(ownShape(schema), value)[0];
}

/** Whether a value has the shape that the contract gives a field in the answers of an operation. */
export function hasItsShape(id: OperationId, field: string, value: unknown): boolean {
  const { answerSchema: schema } = operation(id);
  return schema !== undefined && faultIn(fieldSchema(schema, field), value) === undefined;
}
