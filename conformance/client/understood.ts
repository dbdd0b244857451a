/**
 * What a value can only mean that has another form than the contract gives it: a text inside of an object, a number as a
 * text, 0 for false, `M` for `message`, PHP's `[]` for an empty object. That the form is wrong is reported by a check of its own; all others can go on.
 */
import { resolve, type Schema } from '../../contract/document.js';
import { validator } from '../../contract/validators.js';

/** Where osTicket's own classes keep their text when they are written as they are. */
const textFields = ['body', 'name', 'email', 'value', 'text'] as const;

/** A JSON value with each part in the form that its schema gives it, as far as it can mean one thing only. */
export function understood(given: Schema, value: unknown): unknown {
  const schema = resolve(given);
  const options = [schema, ...(schema.oneOf ?? []).map((one) => resolve(one))];
  const { items } = options.find((one) => one.items) ?? {};
  const object = options.find((one) => one.properties ?? typeof one.additionalProperties === 'object');
  if (Array.isArray(value)) {
    if (items) return value.map((one) => understood(items, one));
    // PHP knows no difference between an empty list and an empty object.
    return object && value.length === 0 && !options.some(({ type }) => type === 'array') ? {} : value;
  }
  // A list of PHP that has a gap.
  if (items && !object && isNumbered(value)) return Object.values(value).map((one) => understood(items, one));
  if (object && value !== null && typeof value === 'object') return members(object, value);
  if (value === undefined || validator(schema)(value)) return value;
  const types = options.flatMap(({ type }) => type ?? []);
  const meant = types.map((type) => scalar(type, schema, value)).find((one) => one !== undefined);
  return meant ?? value;
}

const isNumbered = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && Object.keys(value).every((name) => /^\d+$/.test(name));

function members({ properties = {}, additionalProperties }: Schema, value: object): unknown {
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const schema = properties[name] ?? additionalProperties;
      return [name, typeof schema === 'object' ? understood(schema, one) : one];
    }),
  );
}

function scalar(type: string, { enum: words }: Schema, value: unknown): unknown {
  switch (type) {
    case 'integer':
      return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
    case 'boolean':
      return value === 1 || value === '1' || value === 'true'
        ? true
        : value === 0 || value === '0' || value === '' || value === 'false'
          ? false
          : undefined;
    case 'string':
      return words ? wordFor(words, value) : textOf(value);
    case 'null':
      return value === '' || value === 0 || value === '0' ? null : undefined;
  }
}

/** A word by its beginning or in another case, where only one of several fits. */
function wordFor(words: readonly unknown[], value: unknown): unknown {
  if (typeof value !== 'string' || value === '') return undefined;
  const fits = words.filter((one) => String(one).toLowerCase().startsWith(value.toLowerCase()));
  return fits.length === 1 ? fits[0] : undefined;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (value === null || typeof value !== 'object') return undefined;
  const fields = value as Record<string, unknown>;
  const text = textFields.map((name) => fields[name]).find((one) => typeof one === 'string');
  if (typeof text !== 'string') return undefined;
  return fields.type === 'html' ? unescaped(text) : text;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", '#039': "'", amp: '&' };

/** A text that was escaped to stand in HTML. */
export const unescaped = (text: string): string =>
  text.replaceAll(/&(lt|gt|quot|#0?39|amp);/g, (_, name: string) => entities[name] ?? '');
