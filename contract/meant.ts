/** What a value of another type can only mean in a request (errors/taken-as-meant). */
import { resolve, type Schema } from './document.js';
import { typesOf } from './fields.js';

/**
 * The value that one of another type stands for: a text of digits an ID, a number a text, 0 and 1 a boolean. The same
 * value where it has a type of the schema, or can mean nothing or more than one thing.
 *
 * @example meantValue({ type: 'integer' }, '10') // 10
 */
export function meantValue(schema: Schema, value: unknown): unknown {
  const types = typesOf(schema);
  if (typeof value === 'string' && types.includes('integer') && !types.includes('string')) {
    return /^[1-9]\d{0,14}$/.test(value) ? Number(value) : value;
  }
  if (typeof value !== 'number' || types.includes('number')) return value;
  if (types.includes('boolean')) return value === 0 || value === 1 ? value === 1 : value;
  return types.includes('string') && !types.includes('integer') ? String(value) : value;
}

/** The fields of a body for which null and an empty text can only mean that they are not given; `x-empty-is-absent`. */
export function mayBeEmpty(body: Schema): ReadonlySet<string> {
  const { properties = {}, required = [], ...schema } = resolve(body);
  const named = schema['x-empty-is-absent'];
  if (Array.isArray(named)) return new Set(named);
  return new Set(named === true ? Object.keys(properties).filter((name) => !required.includes(name)) : []);
}
