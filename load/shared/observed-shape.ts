/**
 * The shape that an installation's own answers have. Real installations differ from the contract, and a load test is
 * about speed: set-up looks at the first answers, and from then on an answer of their shape is right.
 */
import { hasType, type Schema, shapeFault, typeOf } from './shape.ts';

export interface ObservedShape {
  /** The contract's schema, changed wherever the installation's answers differ from it. */
  schema: Schema;
  /** What differs, as `[].isOverdue is integer, not boolean`; each place once. */
  differences: string[];
}

/** Marks a part of the schema that describes what was observed, and not what the contract says. */
const observedMark = 'x-observed';

/**
 * @param schema what the contract says
 * @param values answers of the installation
 * @example observedShape({ type: 'boolean' }, [0]) // { schema: { type: ['integer'], ... }, differences: ['the answer is integer, not boolean'] }
 */
export function observedShape(schema: Schema, values: readonly unknown[]): ObservedShape {
  const differences = new Map<string, string>();
  const note = (at: string, what: string) => {
    if (!differences.has(at)) differences.set(at, what);
  };
  const adapted = values.reduce<Schema>((known, value) => adapt(known, value, '', note), schema);
  return { schema: adapted, differences: [...differences.values()] };
}

type Note = (at: string, what: string) => void;

function adapt(schema: Schema, value: unknown, at: string, note: Note): Schema {
  if (schema[observedMark]) return withType(schema, value);
  const { properties, items, required, dependentRequired, additionalProperties, ...own } = schema;
  const fault = shapeFault(own, value);
  if (fault !== undefined) {
    note(at, fault.replace(/^the answer/, at || 'the answer'));
    const types = [schema.type ?? []].flat();
    return withType({ [observedMark]: true, type: types.includes('null') ? ['null'] : [] }, value);
  }
  if (Array.isArray(value) && items) {
    return { ...schema, items: value.reduce((known, item) => adapt(known, item, `${at}[]`, note), items) };
  }
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? adaptObject(schema, value as Record<string, unknown>, at, note)
    : schema;
}

function adaptObject(schema: Schema, value: Record<string, unknown>, at: string, note: Note): Schema {
  const inside = (name: string) => (at === '' ? name : `${at}.${name}`);
  for (const name of schema.required ?? []) if (!(name in value)) note(inside(name), `${inside(name)} is missing`);
  const named = Object.entries(schema.properties ?? {}).map(([name, own]) => [
    name,
    name in value ? adapt(own, value[name], inside(name), note) : own,
  ]);
  const rest = schema.additionalProperties;
  const others = Object.entries(value).filter(([name]) => !schema.properties || !(name in schema.properties));
  return {
    ...schema,
    required: schema.required?.filter((name) => name in value),
    dependentRequired: undefined,
    ...(schema.properties ? { properties: Object.fromEntries(named) } : {}),
    // Names that the contract does not know are no reason to stop a load test.
    additionalProperties:
      typeof rest === 'object'
        ? others.reduce((known, [, inner]) => adapt(known, inner, `${at}{}`, note), rest)
        : undefined,
  };
}

function withType(schema: Schema, value: unknown): Schema {
  const types = [schema.type ?? []].flat();
  return types.some((type) => hasType(value, type)) ? schema : { ...schema, type: [...types, typeOf(value)] };
}
