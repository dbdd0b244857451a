/** Faults in one field of an answer, by the names that the contract's requirements use (`thread[].id`). */
import { resolve, type Schema } from '../../../contract/document.js';
import { fieldSteps } from '../../../contract/fields.js';
import type { Fault } from '../engine/fault.js';
import { json } from './answer.js';
import type { Ids } from './request.js';

/** A copy in which every occurrence of a field is changed; `undefined` takes it out. */
export function changeField(value: unknown, field: string, change: (value: unknown) => unknown): unknown {
  return changeAt(value, fieldSteps(field), change);
}

function changeAt(value: unknown, [step, ...rest]: string[], change: (value: unknown) => unknown): unknown {
  if (step === undefined) return change(value);
  if (value === null || typeof value !== 'object') return value;
  const changed = (item: unknown) => changeAt(item, rest, change);
  if (step === '[]') return Array.isArray(value) ? value.map(changed) : value;
  const each = step === '{}';
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, each || name === step ? changed(item) : item]),
  );
}

/** Every occurrence of a field in the JSON of a success is changed. */
export const field = (ids: Ids, name: string, change: (value: unknown) => unknown): Fault =>
  json(ids, (value) => changeField(value, name, change));

interface WrongForm {
  /** What is wrong, for the description. */
  name: string;
  change(value: unknown): unknown;
}

const forms: Record<string, WrongForm[]> = {
  integer: [
    { name: 'a number as text', change: (value) => (value === null ? null : String(value)) },
    { name: 'a number with a fraction', change: (value) => (value === null ? null : Number(value) + 0.5) },
  ],
  string: [
    { name: 'a number for a text', change: (value) => (value === null ? null : 7) },
    { name: 'an object for a text', change: (value) => (value === null ? null : { text: value }) },
  ],
  boolean: [
    { name: 'a number for a boolean', change: Number },
    { name: 'a text for a boolean', change: String },
  ],
  array: [{ name: 'an object for an array', change: (value) => ({ ...(value as unknown[]) }) }],
  object: [
    { name: 'an array for an object', change: () => [] },
    { name: 'a text for an object', change: JSON.stringify },
  ],
};

/** The ways in which PHP gets a value of this schema wrong. */
export function wrongForms(given: Schema): WrongForm[] {
  const schema = resolve(given);
  const types = [schema, ...(schema.oneOf ?? []).map((option) => resolve(option))].flatMap(({ type }) => type ?? []);
  const wrong = types.flatMap((type) => forms[type] ?? []);
  // An empty text is a text, unless the contract says more of its form.
  if (!types.includes('null')) wrong.push({ name: 'null', change: () => null });
  else if (schema.pattern || !types.includes('string')) {
    wrong.push({ name: 'an empty text for null', change: (value) => value ?? '' });
  }
  // Times lose their space and MIME types their slash; a number gets a space.
  if (schema.pattern) {
    const change = (value: unknown) => value && String(value).replace(/[ /]|$/, '  ');
    wrong.push({ name: 'a text of another form', change });
  }
  if (schema.enum) wrong.push({ name: 'a word that the contract does not have', change: () => 'other' });
  if (schema.minimum !== undefined) wrong.push({ name: 'a number below the least', change: () => -1 });
  return wrong;
}
