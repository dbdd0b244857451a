/** Which requests break what the contract says of their fields and parameters. */
import { resolve, type Schema } from '../../contract/document.js';
import { fieldSchema, typesOf } from '../../contract/fields.js';
import { meantValue } from '../../contract/meant.js';
import { type OperationId, operation } from '../../contract/operations.js';
import { requirement } from '../../contract/requirements.js';
import { validator } from '../../contract/validators.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { Condition, FaultRequest } from './fault.js';
import { bodyOf, hasBody } from './request.js';

/** The schema of the field that the requirement is about, where requests of its operation have that field. */
export function requestField(id: RequirementId): { field: string; schema: Schema } | undefined {
  const { operationId, field: said } = requirement(id);
  const { requestSchema } = operationId ? operation(operationId as OperationId) : {};
  if (!requestSchema) return undefined;
  const properties = resolve(requestSchema).properties ?? {};
  const field = [said ?? '', ...namesIn(id)].find((name) => Object.hasOwn(properties, name));
  return field === undefined ? undefined : { field, schema: fieldSchema(requestSchema, field) };
}

/** The names that a requirement's ID may begin with, the longest first: `noteFormat`, `note`. */
function namesIn(id: string): string[] {
  const words = id.split('/')[1]?.split('-') ?? [];
  const capital = (word: string) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
  return words.map(
    (_, index) =>
      words[0] +
      words
        .slice(1, words.length - index)
        .map(capital)
        .join(''),
  );
}

const isDay = (value: unknown) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value);
const isOfType = (value: unknown, schema: Schema) => validator({ type: typesOf(schema) })(value);
/** Of the right type, and wrong all the same. */
const isWrong = (value: unknown, schema: Schema) =>
  value !== undefined && isOfType(value, schema) && !validator(schema)(value);

/** By the end of a requirement's ID. */
const wrongValues: readonly (readonly [ending: RegExp, isWrong: (value: unknown, schema: Schema) => boolean])[] = [
  [/-required$/, (value) => value === undefined],
  [/-not-empty$/, (value) => value === ''],
  [
    /-is-(string|integer|number|boolean|array|object)/,
    (value, schema) => value !== undefined && !isOfType(meantValue(schema, value), schema),
  ],
  [/-impossible-400$/, (value, schema) => isDay(value) && isWrong(value, schema)],
  [/-invalid-400$/, (value, schema) => !isDay(value) && isWrong(value, schema)],
];

/** Requests whose field is missing, empty or of another form, as the requirement's ID says. */
export function brokenField(id: RequirementId): Condition | undefined {
  const its = requestField(id);
  const [, isWrongHere] = wrongValues.find(([ending]) => ending.test(id)) ?? [];
  return its && isWrongHere && hasBody((body) => isWrongHere(body[its.field], its.schema));
}

/** Whether the value of the requirement's field is of the right type, and wrong all the same. */
export function hasWrongValue(value: unknown, id: RequirementId): boolean {
  const its = requestField(id);
  return its !== undefined && isWrong(value, its.schema);
}

const fieldsOf = ({ operation: id }: FaultRequest): Record<string, Schema> => {
  const { requestSchema } = id ? operation(id) : {};
  return (requestSchema && resolve(requestSchema).properties) ?? {};
};

export function hasTooLongText(sent: FaultRequest): boolean {
  const fields = fieldsOf(sent);
  return Object.entries(bodyOf(sent) ?? {}).some(([name, value]) => {
    const longest = fields[name] && resolve(fields[name]).maxLength;
    return typeof value === 'string' && typeof longest === 'number' && [...value].length > longest;
  });
}

export function hasUnknownField(sent: FaultRequest): boolean {
  const fields = fieldsOf(sent);
  return Object.keys(bodyOf(sent) ?? {}).some((name) => !Object.hasOwn(fields, name));
}

const namesInQuery = ({ url }: FaultRequest) => [...new URLSearchParams(url.split('?')[1] ?? '').keys()];

/** A parameter stands twice, or as an array. */
export function repeatsParameter(sent: FaultRequest): boolean {
  const names = namesInQuery(sent);
  return new Set(names).size < names.length || names.some((name) => name.includes('['));
}

export function hasUnknownParameter(sent: FaultRequest): boolean {
  const known: unknown[] = sent.operation ? operation(sent.operation).parameters.map(({ name }) => name) : [];
  return namesInQuery(sent).some((name) => !known.includes(name));
}
