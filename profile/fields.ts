/** Fields of answers. */
import { isDeepStrictEqual } from 'node:util';

import type { Exchange } from '../conformance/client/exchange.js';
import { resolve, type Schema } from '../contract/document.js';
import { fieldSchema, fieldValues, ownShape } from '../contract/fields.js';
import { demandsRefusal } from '../contract/requirements.js';
import { validator } from '../contract/validators.js';
import { answerOf, type Broken, type Found, isPage, jsonAnswer, type Rule } from './broken.js';

const typeNames: Record<string, string> = { string: 'text', number: 'number', boolean: 'boolean', object: 'object' };

/** A field has another type, another word, or is missing. */
export const fields: Rule = ({ id, requirement: { field }, operation }, { exchanges }) => {
  if (!field || !operation.answerSchema || demandsRefusal(id)) return undefined;
  const schema = schemaOf(operation, field);
  if (!schema) return undefined;
  const values = valuesOf(exchanges, operation, field);
  const wrong = values.filter((value) => value !== undefined && !validator(ownShape(schema))(value));
  const [first] = wrong;
  if (first === undefined)
    return values.includes(undefined) ? { fault: 'field-missing', parameters: { field } } : undefined;
  if (typeof first === 'string' && resolve(schema).enum) return otherWords(field, schema, wrong, operation, exchanges);
  if (first !== null && typeof first === 'object' && !Array.isArray(first)) return wrapped(field, first, wrong);
  const type = Array.isArray(first) ? 'array' : typeNames[typeof first];
  // Where some answers are right, no fault tells which.
  if (type === 'text' && wrong.length < values.filter((value) => value !== undefined && value !== null).length)
    return undefined;
  return type
    ? { fault: 'field-type', parameters: { field, type } }
    : { fault: 'field-value', parameters: { field, value: first } };
};

function schemaOf({ answerSchema }: Broken['operation'], field: string): Schema | undefined {
  try {
    return answerSchema && fieldSchema(answerSchema, field);
  } catch {
    return undefined;
  }
}

/** All that the installation answered in this field. */
const valuesOf = (exchanges: readonly Exchange[], { id, successStatus }: Broken['operation'], field: string) =>
  exchanges
    .filter(({ operation, response }) => operation === id && response?.status === successStatus)
    .flatMap((exchange) => fieldValues(jsonAnswer(exchange), field))
    .map(({ value }) => value);

/** Words of its own: each stands for the word of the contract that begins alike; an item with another one is added. */
function otherWords(
  field: string,
  schema: Schema,
  wrong: readonly unknown[],
  operation: Broken['operation'],
  exchanges: readonly Exchange[],
): readonly Found[] | Found | undefined {
  const documented = (resolve(schema).enum ?? []).map(String);
  const seen = [...new Set(wrong.map(String))];
  const words = Object.fromEntries(
    documented.flatMap((word) => {
      const other = seen.find((one) => word.startsWith(one.toLowerCase()) && one.toLowerCase() !== word);
      return other === undefined ? [] : [[word, other]];
    }),
  );
  if (Object.keys(words).length > 0) return { fault: 'field-words', parameters: { field, words } };
  const [, name] = field.match(/^\[\]\.(\w+)$/) ?? [];
  const items = exchanges.filter(({ operation: of }) => of === operation.id).flatMap((one) => jsonAnswer(one) ?? []);
  const found = seen.flatMap((word) => {
    const item = name && (items as Record<string, unknown>[]).find((one) => String(one?.[name]) === word);
    return item ? [{ fault: 'list-longer', parameters: { item } } as const] : [];
  });
  return found.length > 0 ? found : undefined;
}

/** The value stands in an object, beside others: under the field's own name, or `name`, or the first text. */
function wrapped(field: string, object: object, all: readonly unknown[]): Found {
  const own = field.split(/[.[\]{}]+/).at(-1) ?? '';
  const entries = Object.entries(object);
  const texts = entries.filter(([, value]) => typeof value === 'string').map(([name]) => name);
  const as = [own, 'name', texts[0] ?? own].find((name) => texts.includes(name)) ?? own;
  // Nothing of a person comes into a profile.
  const others = Object.fromEntries(
    entries.filter(
      ([name, value]) =>
        name !== as &&
        (typeof value !== 'string' || value.length < 20) &&
        !isOfPerson(name) &&
        // What differs from value to value, such as the type of a text, is said of none.
        all.every((one) => isDeepStrictEqual((one as Record<string, unknown> | null)?.[name], value)),
    ),
  );
  return { fault: 'field-wrapped', parameters: { field, as, others } };
}

const isOfPerson = (name: string) => ['parts', 'address', 'email', 'name'].includes(name);

/** Successes have another content type, or are an error page. */
export const successes: Rule = ({ id, answer, operation }, { exchanges }) => {
  if (!answer || demandsRefusal(id) || answer.status !== operation.successStatus) return undefined;
  const isAlways = exchanges
    .filter((one) => one.operation === operation.id)
    .flatMap((one) => answerOf(one) ?? [])
    .every((one) => one.status !== operation.successStatus || isPage(one));
  if (isAlways && isPage(answer) && /\/answers-\d+$|success-is-no-error|shows-no-internals/.test(id))
    return { fault: 'success-body', parameters: { ...answer } };
  if (id.endsWith('/answers-plain-text')) return { fault: 'success-content-type', parameters: { type: answer.type } };
  return undefined;
};
