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

/** A part of the way to a field, with what the contract says of it. */
interface Part {
  field: string;
  shape: Schema;
  optional: boolean;
  shapedBy: RequirementId;
}

const known = new Map<RequirementId, readonly Part[]>();

/** The way to a requirement's field, from the outside in; found once, since recorded traffic has many answers. */
function partsOf(id: RequirementId): readonly Part[] {
  const before = known.get(id);
  if (before) return before;
  const { field = '', operationId } = requirement(id);
  const { answerSchema: schema } = operation(operationId as OperationId);
  if (!schema) throw new Error(`${id} is about no JSON answer`);
  const parts = outsideIn(field).map((part) => ({
    field: part,
    shape: ownShape(fieldSchema(schema, part)),
    optional: fieldIsOptional(schema, part),
    shapedBy: requirements.find((one) => one.operationId === operationId && one.field === part)?.id ?? id,
  }));
  known.set(id, parts);
  return parts;
}

/**
 * Reads a field of a JSON answer.
 *
 * @param id the requirement that gives it its shape
 * @param json the answer as it came, or as it is meant
 * @throws Error when that is about no field of a JSON answer
 */
export function readField(id: RequirementId, json: unknown): FieldReading {
  let found: FieldValue[] = [];
  // The failure is the outermost field whose shape is wrong.
  for (const { field, shape, optional, shapedBy } of partsOf(id)) {
    // Null where nothing need be says that there is nothing; where something must be, the checks of that field see it.
    found = fieldValues(json, field).filter(({ value }) => !optional || (value !== undefined && value !== null));
    for (const { pointer, value } of found) {
      const wrong = faultIn(shape, value);
      if (wrong) return { values: [], fault: { ...wrong, requirement: shapedBy, pointer: pointer + wrong.pointer } };
    }
  }
  return { values: found.map(({ value }) => value) };
}

/** What is wrong with a field of a JSON answer of an operation (`user.name`), if it has a requirement of its own. */
export function faultOfField(operationId: OperationId, field: string, json: unknown): FieldFault | undefined {
  // Of others, the fields are those of the request.
  if (!operation(operationId).answerSchema) return undefined;
  const its = requirements.find((one) => one.operationId === operationId && one.field === field);
  return its && readField(its.id, json).fault;
}

/** What is wrong with a value itself, by a schema that says nothing of what is in it (see ownShape). */
function faultIn(own: Schema, value: unknown): ShapeFault | undefined {
  if (value === undefined) return { pointer: '', expected: 'the field to be there', actual: undefined };
  return shapeFaults(own, value)[0];
}

/** Whether a value has the shape that the contract gives a field in the answers of an operation. */
export function hasItsShape(id: OperationId, field: string, value: unknown): boolean {
  const { answerSchema: schema } = operation(id);
  return schema !== undefined && faultIn(ownShape(fieldSchema(schema, field)), value) === undefined;
}
