/** What faults in fields of answers make of their schemas. */
import { resolve, type Schema } from '../../contract/document.js';
import { fieldSteps } from '../../contract/fields.js';
import { type OperationId, operation } from '../../contract/operations.js';
import { jsonTypeOf } from '../../server/faults/fault-entry.js';
import type { WrongType } from '../../server/faults/field.js';
import type { Draft } from './draft.js';
import { normalizedPath, type Path } from './overlay.js';
import { ownResponse, schemaPath } from './schema-path.js';

/** Changes the schema of a field wherever successes of these operations have it. */
export function changeField(
  draft: Draft,
  ids: readonly OperationId[],
  field: string,
  change: (path: Path, schema: Schema) => void,
): void {
  const done = new Set<string>();
  for (const id of ids) {
    const { successStatus, responses } = operation(id);
    for (const type of Object.keys(responses[successStatus] ?? {}).filter((one) => /json|xml/.test(one))) {
      const start = [...ownResponse(draft, id, String(successStatus)), 'content', type, 'schema'];
      const path = schemaPath(draft, start, field, ids);
      const schema = draft.at<Schema>(path);
      if (!schema || done.has(normalizedPath(path))) continue;
      done.add(normalizedPath(path));
      change(path, schema);
    }
  }
}

const resolved = (draft: Draft, schema: Schema): Schema => resolve(schema, draft.document);

const isNullable = ({ type, oneOf = [] }: Schema) =>
  [type, ...oneOf.map((option) => option.type)].flat().includes('null');

/** What a schema says beside the form of the value. */
const beside = ({ description, xml }: Schema): Schema => ({
  ...(description === undefined ? {} : { description }),
  ...(xml === undefined ? {} : { xml }),
});

const withNull = (type: string, nullable: boolean) => (nullable ? [type, 'null'] : type);

/** The schema of a value that has another type now; null stays null. */
function ofType(old: Schema, type: WrongType): Schema {
  const nullable = isNullable(old);
  const wasBoolean = [old.type].flat().includes('boolean');
  const forms: Record<WrongType, Schema> = {
    text: { type: withNull('string', nullable) },
    number: wasBoolean
      ? { type: withNull('integer', nullable), enum: nullable ? [0, 1, null] : [0, 1] }
      : { type: withNull('number', nullable) },
    fraction: { type: withNull('number', nullable) },
    boolean: { type: withNull('boolean', nullable) },
    object: { type: withNull('object', nullable) },
    array: { type: withNull('array', nullable), items: {} },
  };
  return { ...beside(old), ...forms[type] };
}

export const anotherType = (draft: Draft, ids: readonly OperationId[], field: string, type: WrongType): void =>
  changeField(draft, ids, field, (path, schema) => draft.replace(path, ofType(resolved(draft, schema), type)));

/** The schema that one value shows. */
export function schemaOf(value: unknown): Schema {
  const type = jsonTypeOf(value);
  if (type === 'array') return { type, items: (value as unknown[]).slice(0, 1).map(schemaOf)[0] ?? {} };
  if (type !== 'object') return { type: Number.isInteger(value) ? 'integer' : type };
  const properties = Object.entries(value as object).map(([name, one]) => [name, schemaOf(one)]);
  return { type, properties: Object.fromEntries(properties) };
}

/** The value stands in an object, beside others; null stays null. */
export function wrappedField(
  draft: Draft,
  ids: readonly OperationId[],
  field: string,
  as: string,
  others: object = {},
): void {
  changeField(draft, ids, field, (path, schema) => {
    const old = resolved(draft, schema);
    const { description, xml: _, ...value } = old;
    const types = [value.type].flat().filter((type) => type !== 'null' && type !== undefined) as string[];
    const inside = types.length === 1 ? { ...value, type: types[0] } : value;
    draft.replace(path, {
      ...beside(old),
      type: withNull('object', isNullable(old)),
      required: [as],
      properties: { [as]: inside, ...schemaOf(others).properties },
    });
  });
}

/** Always the same value. */
export const fixedField = (draft: Draft, ids: readonly OperationId[], field: string, value: unknown): void =>
  changeField(draft, ids, field, (path, schema) =>
    draft.replace(path, { ...beside(resolved(draft, schema)), ...schemaOf(value), const: value }),
  );

/** Other words in the place of the contract's, and words beside them. */
export const otherWords = (
  draft: Draft,
  ids: readonly OperationId[],
  field: string,
  words: Readonly<Record<string, unknown>>,
  more: readonly unknown[] = [],
): void =>
  changeField(draft, ids, field, (path, schema) => {
    const { enum: known, ...others } = resolved(draft, schema);
    if (!known) return;
    const list = known.map((word) => (Object.hasOwn(words, String(word)) ? words[String(word)] : word));
    draft.replace(path, { ...others, enum: [...list, ...more.filter((word) => !list.includes(word))] });
  });

/** Taken out, or put under another name. */
export const movedField = (draft: Draft, ids: readonly OperationId[], field: string, to?: string): void =>
  changeField(draft, ids, field, (path) => movedIn(draft, path, fieldSteps(field).at(-1) ?? '', to));

/** @param path of the field's schema */
export function movedIn(draft: Draft, path: Path, name: string, to?: string): void {
  const parent = path.slice(0, -2);
  const schema = draft.at(path);
  const required = draft.at<string[]>([...parent, 'required']);
  draft.remove(path);
  if (to !== undefined) draft.merge([...parent, 'properties'], { [to]: schema });
  if (!required?.includes(name)) return;
  const left = required.flatMap((one) => (one !== name ? [one] : (to ?? [])));
  draft.remove([...parent, 'required']);
  if (left.length > 0) draft.merge(parent, { required: left });
}

/** A list has an item that may be unlike the others: words that only it has are allowed. */
export function longerList(draft: Draft, ids: readonly OperationId[], item: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(item)) otherWords(draft, ids, `[].${name}`, {}, [value]);
}

/** All fields of one of these types in a schema, as requirements name them. */
export function fieldsOfType(schema: Schema, types: readonly string[], field = ''): string[] {
  const its = resolve(schema);
  const inside = (step: string, one: Schema | undefined | boolean) =>
    one && typeof one === 'object'
      ? fieldsOfType(one, types, /^[[{]/.test(step) || field === '' ? `${field}${step}` : `${field}.${step}`)
      : [];
  return [
    ...([its.type].flat().some((type) => type !== undefined && types.includes(type)) ? [field] : []),
    ...(its.oneOf ?? []).flatMap((option) => fieldsOfType(option, types, field)),
    ...Object.entries(its.properties ?? {}).flatMap(([name, one]) => inside(name, one)),
    ...inside('[]', its.items),
    ...inside('{}', its.additionalProperties),
  ].filter((one) => one !== '');
}
