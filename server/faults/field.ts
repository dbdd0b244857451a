/** Faults in one field of an answer, by the names that the contract's requirements use (`thread[].id`). */
import { resolve, type Schema } from '../../contract/document.js';
import { fieldSteps, typesOf } from '../../contract/fields.js';
import { json } from './answer.js';
import type { Fault } from './fault.js';

/** A copy in which every occurrence of a field is changed; `undefined` takes it out. */
function changeAt(value: unknown, [step, ...rest]: readonly string[], change: (value: unknown) => unknown): unknown {
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
export const field = (name: string, change: (value: unknown) => unknown): Fault =>
  json((value) => changeAt(value, fieldSteps(name), change));

/** A field of a success always has this value; `undefined` takes it out. */
export const fixed = (name: string, value?: unknown): Fault => field(name, () => value);

/** A field of a success has other words. */
export const words = (name: string, by: Readonly<Record<string, unknown>>): Fault =>
  field(name, (value) => (typeof value === 'string' && Object.hasOwn(by, value) ? by[value] : value));

/** A field of a success is an object with its value and others; null stays null. */
export const wrapped = (name: string, as: string, others: object = {}): Fault =>
  field(name, (value) => (value === null || value === undefined ? value : { ...others, [as]: value }));

/** A field of a success has another name, in the place of the old one. */
export const renamed = (name: string, to: string): Fault => {
  const steps = fieldSteps(name).slice(0, -1);
  const old = fieldSteps(name).at(-1);
  const rename = (parent: unknown) =>
    parent === null || typeof parent !== 'object' || Array.isArray(parent)
      ? parent
      : Object.fromEntries(Object.entries(parent).map(([key, value]) => [key === old ? to : key, value]));
  return json((value) => changeAt(value, steps, rename));
};

/** A value as another type; null stays null. */
const casts = {
  text: (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value)),
  number: (value: unknown) => (Number.isFinite(Number(value)) ? Number(value) : 7),
  fraction: (value: unknown) => Number(value) + 0.5,
  boolean: Boolean,
  object: (value: unknown) => (Array.isArray(value) ? { ...value } : { value }),
  array: (value: unknown) => (value instanceof Object ? [] : [value]),
} as const;

export type WrongType = keyof typeof casts;
export const wrongTypes = Object.keys(casts) as WrongType[];

/** A field of a success has another type; null stays null. */
export const wrongType = (name: string, type: WrongType): Fault =>
  field(name, (value) => (value === null ? null : casts[type](value)));

/** What PHP makes of each type by mistake. */
const mistakes: Record<string, readonly WrongType[]> = {
  integer: ['text', 'fraction'],
  string: ['number', 'object'],
  boolean: ['number', 'text'],
  array: ['object'],
  object: ['array', 'text'],
};

/** The ways in which PHP gets a field of this schema wrong: what is wrong, and the fault. */
export function wrongForms(name: string, given: Schema): [wrong: string, fault: Fault][] {
  const schema = resolve(given);
  const types = typesOf(schema);
  const wrong: [string, Fault][] = types
    .flatMap((type) => mistakes[type] ?? [])
    .map((type) => [`of the type ${type}`, wrongType(name, type)]);
  // An empty text is a text, unless the contract says more of its form.
  if (!types.includes('null')) wrong.push(['null', fixed(name, null)]);
  else if (schema.pattern || !types.includes('string')) {
    wrong.push(['an empty text for null', field(name, (value) => value ?? '')]);
  }
  // Times lose their space and MIME types their slash; a number gets a space.
  if (schema.pattern) {
    wrong.push(['a text of another form', field(name, (value) => value && String(value).replace(/[ /]|$/, '  '))]);
  }
  if (schema.enum) wrong.push(['a word that the contract does not have', fixed(name, 'other')]);
  if (schema.minimum !== undefined) wrong.push(['a number below the minimum', fixed(name, -1)]);
  return wrong;
}
