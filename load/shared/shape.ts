/**
 * Checks an answer against its schema in the contract. k6 has no Ajv; this knows the keywords that the contract uses
 * and refuses to run with one that it does not know, so that it never passes what it did not look at.
 */

/** A schema of the contract, with its references resolved. */
export interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  dependentRequired?: Record<string, string[]>;
  [keyword: string]: unknown;
}

const checked = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'pattern',
  'dependentRequired',
]);

/** Keywords that say nothing about the shape. Formats are left to the conformance suite. */
const passedOver = new Set([
  'description',
  'title',
  'examples',
  'example',
  'default',
  'xml',
  'format',
  'deprecated',
  'contentEncoding',
]);

/** The first keyword that this checker does not know, anywhere in a schema. */
export function unknownKeyword(schema: Schema): string | undefined {
  for (const keyword of Object.keys(schema)) {
    if (!checked.has(keyword) && !passedOver.has(keyword) && !keyword.startsWith('x-')) return keyword;
  }
  const inner = Object.values(schema.properties ?? {});
  if (schema.items) inner.push(schema.items);
  if (typeof schema.additionalProperties === 'object') inner.push(schema.additionalProperties);
  for (const one of inner) {
    const found = unknownKeyword(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The name that JSON Schema has for the type of a value. */
export const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

/** Whether a value has a type of JSON Schema. */
export const hasType = (value: unknown, wanted: string) => {
  const type = typeOf(value);
  return type === wanted || (wanted === 'number' && type === 'integer');
};

/** Where and how a value breaks a schema, as `/0/statusId is no integer`; `undefined` where it does not. */
export function shapeFault(schema: Schema, value: unknown, at = ''): string | undefined {
  const place = at || 'the answer';
  if (schema.type !== undefined) {
    const wanted = Array.isArray(schema.type) ? schema.type : [schema.type];
    if (!wanted.some((one) => hasType(value, one))) return `${place} is ${typeOf(value)}, not ${wanted.join(' or ')}`;
  }
  if (schema.enum && !schema.enum.includes(value)) return `${place} is none of ${schema.enum.join(', ')}`;
  if (typeof value === 'string') return textFault(schema, value, place);
  if (typeof value === 'number') return numberFault(schema, value, place);
  if (Array.isArray(value)) return arrayFault(schema, value, at, place);
  if (typeof value === 'object' && value !== null) {
    return objectFault(schema, value as Record<string, unknown>, at, place);
  }
  return undefined;
}

function textFault(schema: Schema, value: string, place: string): string | undefined {
  // JSON Schema counts characters, not UTF-16 units; only a text near a limit needs the slow count.
  const { minLength, maxLength, pattern } = schema;
  if (minLength !== undefined && [...value.slice(0, minLength * 2)].length < minLength) return `${place} is too short`;
  if (maxLength !== undefined && value.length > maxLength && [...value].length > maxLength)
    return `${place} is too long`;
  if (pattern !== undefined && !new RegExp(pattern).test(value)) return `${place} does not match ${pattern}`;
  return undefined;
}

function numberFault({ minimum, maximum }: Schema, value: number, place: string): string | undefined {
  if (minimum !== undefined && value < minimum) return `${place} is below ${minimum}`;
  if (maximum !== undefined && value > maximum) return `${place} is above ${maximum}`;
  return undefined;
}

function arrayFault(schema: Schema, value: unknown[], at: string, place: string): string | undefined {
  if (schema.minItems !== undefined && value.length < schema.minItems) return `${place} has too few items`;
  if (schema.maxItems !== undefined && value.length > schema.maxItems) return `${place} has too many items`;
  if (!schema.items) return undefined;
  for (let index = 0; index < value.length; index += 1) {
    const fault = shapeFault(schema.items, value[index], `${at}/${index}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function objectFault(schema: Schema, value: Record<string, unknown>, at: string, place: string): string | undefined {
  const missing = (schema.required ?? []).find((name) => !(name in value));
  if (missing !== undefined) return `${at}/${missing} is missing`;
  for (const [name, others] of Object.entries(schema.dependentRequired ?? {})) {
    const absent = name in value ? others.find((other) => !(other in value)) : undefined;
    if (absent !== undefined) return `${at}/${absent} is missing beside ${name}`;
  }
  const known = schema.properties ?? {};
  for (const name of Object.keys(value)) {
    const own = known[name];
    const rest = schema.additionalProperties;
    if (!own && rest === false) return `${place} has the unknown field ${name}`;
    const inner = own ?? (typeof rest === 'object' ? rest : undefined);
    const fault = inner && shapeFault(inner, value[name], `${at}/${name}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
