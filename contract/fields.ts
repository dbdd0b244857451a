/** Finds the schema and the values of a field that a requirement names (`thread[].attachments[].size`). */
import { resolve, type Schema } from './document.js';

const split = new Map<string, readonly string[]>();

/** Splits `thread[].id` into `thread`, `[]`, `id`; `by_department{}.open` into `by_department`, `{}`, `open`. */
export function fieldSteps(field: string): readonly string[] {
  const known = split.get(field);
  if (known) return known;
  const steps = field.match(/\[\]|\{\}|[^.[\]{}]+/g) ?? [];
  split.set(field, steps);
  return steps;
}

/**
 * The schema of a field, as it stands in the contract.
 *
 * @throws Error when the schema has no such field, so that a requirement cannot name one that does not exist.
 */
export function fieldSchema(schema: Schema, field: string): Schema {
  let at: Schema = schema;
  for (const step of fieldSteps(field)) {
    at = resolve(at);
    const object = at.oneOf?.map((option) => resolve(option)).find((option) => option.type === 'object') ?? at;
    const next =
      step === '[]'
        ? object.items
        : step === '{}'
          ? (object.additionalProperties as Schema)
          : object.properties?.[step];
    if (!next) throw new Error(`The contract has no field ${field} (nothing at "${step}")`);
    at = next;
  }
  return at;
}

/** The types that a value may have: those of the schema itself, and of each `oneOf`. */
export function typesOf(given: Schema): string[] {
  const { type = [], oneOf = [] } = resolve(given);
  return [type, ...oneOf.map(typesOf)].flat();
}

const shallow = new WeakMap<Schema, Schema>();

/**
 * What a schema says of a value itself and not of what is in it: a list is a list although one of its items is wrong.
 * Fields inside have requirements of their own.
 */
export function ownShape(schema: Schema): Schema {
  const known = shallow.get(schema);
  if (known) return known;
  const { items, properties, required, additionalProperties, dependentRequired, ...rest } = resolve(schema);
  const own = rest.oneOf ? { ...rest, oneOf: rest.oneOf.map(ownShape) } : rest;
  shallow.set(schema, own);
  return own;
}

/** Whether a field may be missing from the object that it belongs to. The items of an array or object never may. */
export function fieldIsOptional(schema: Schema, field: string): boolean {
  const steps = fieldSteps(field);
  const name = steps.at(-1) ?? '';
  if (name === '[]' || name === '{}') return false;
  let parent = resolve(schema);
  for (const step of steps.slice(0, -1)) parent = resolve(fieldSchema(parent, step));
  const object = parent.oneOf?.map((option) => resolve(option)).find((option) => option.properties) ?? parent;
  return !(object.required ?? []).includes(name);
}

export interface FieldValue {
  /** JSON pointer of this occurrence. */
  pointer: string;
  /** `undefined` where the field is missing. */
  value: unknown;
}

/** All occurrences of a field in a value. A parent that is missing or null has none. */
export function fieldValues(value: unknown, field: string): FieldValue[] {
  let at: FieldValue[] = [{ pointer: '', value }];
  for (const step of fieldSteps(field)) {
    at = at.flatMap(({ pointer, value: parent }) => {
      if (parent === null || typeof parent !== 'object') return [];
      if (step === '[]' && !Array.isArray(parent)) return [];
      if (step === '[]' || step === '{}') {
        return Object.entries(parent).map(([key, item]) => ({
          pointer: `${pointer}/${pointerToken(key)}`,
          value: item,
        }));
      }
      return [{ pointer: `${pointer}/${pointerToken(step)}`, value: (parent as Record<string, unknown>)[step] }];
    });
  }
  return at;
}

const pointerToken = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** What the contract calls a field in a request, a ticket and a row: `dueDate` and `duedate`, `priority` and `priorityId`. */
export const stem = (name: string): string => name.replace(/Id$/, '').toLowerCase();
