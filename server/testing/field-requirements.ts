/** Requirements that are about the type of one field: they differ by the field alone, so their tests are made from it. */

import type { Schema } from '../../contract/document.js';
import { fieldSchema } from '../../contract/fields.js';
import { type OperationId, operation } from '../../contract/operations.js';
import { type Requirement, requirements } from '../../contract/requirements.js';

type OfField = Requirement & { readonly field: string; readonly operationId: OperationId };

const withField = requirements.filter(
  (one): one is OfField => one.field !== undefined && one.operationId !== undefined && one.level !== 'OBSERVED',
);
const inBody = (one: OfField) => {
  const schema = operation(one.operationId).requestSchema;
  return schema !== undefined && hasField(schema, one.field);
};

/** A field of the request: `-required`, `-not-empty`, or its type. */
export const requestFieldRequirements = withField.filter(inBody);
/** A field of the answer. */
export const answerFieldRequirements = withField.filter((one) => !inBody(one));

function hasField(schema: Schema, field: string): boolean {
  try {
    fieldSchema(schema, field);
    return true;
  } catch {
    return false;
  }
}

/** The schema of an operation's JSON answer. */
export function answerSchema(id: OperationId): Schema {
  const { answerSchema: schema } = operation(id);
  if (schema === undefined) throw new Error(`${id} has no JSON answer`);
  return schema;
}

/** A value of every JSON type. */
const everyType: readonly [type: string, value: unknown][] = [
  ['string', 'x'],
  ['string', '1'],
  ['integer', 1],
  ['number', 1.5],
  ['boolean', true],
  ['boolean', false],
  ['null', null],
  ['array', []],
  ['array', ['x']],
  ['object', {}],
  ['object', { x: 1 }],
];

/** Values of every type that the schema does not have. */
export function wrongTypes(schema: Schema): unknown[] {
  const types = [schema.type ?? []].flat();
  return everyType.filter(([type]) => !types.includes(type)).map(([, value]) => value);
}
