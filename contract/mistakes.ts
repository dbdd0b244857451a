/** What is wrong with something that a user wrote, in words. */
import { inspect } from 'node:util';
import type { Schema } from './document.js';
import { type ErrorObject, validator } from './validators.js';

/**
 * The first mistake, as a sentence without its end.
 *
 * @param what begins the sentence
 * @param isSecret whether the value at a JSON pointer must not be shown. Default: none
 * @returns undefined where the value fits
 * @example mistakeIn('A duration', schema, { day: 2 }) // A duration has no "day", only days, hours, minutes, seconds
 */
export function mistakeIn(
  what: string,
  schema: Schema,
  value: unknown,
  isSecret: (pointer: string) => boolean = () => false,
): string | undefined {
  const validate = validator(schema);
  if (validate(value)) return undefined;
  const errors = validate.errors ?? [];
  // A mistyped name explains what is missing.
  const first = errors.find(({ keyword }) => keyword === 'additionalProperties') ?? errors[0];
  return first && sentence(what, first, isSecret);
}

function sentence(what: string, error: ErrorObject, isSecret: (pointer: string) => boolean): string {
  const { keyword, params, instancePath: place, message = '', parentSchema, data } = error;
  if (keyword === 'additionalProperties') {
    const names = Object.keys(parentSchema?.['properties'] ?? {});
    const known = names.length === 0 ? 'nor any other' : `only ${names.join(', ')}`;
    return `${what}${place && `: ${place}`} has no "${params['additionalProperty']}", ${known}`;
  }
  if (keyword === 'required') return `${what}: ${place}/${params['missingProperty']} is missing`;
  const should =
    keyword === 'type'
      ? `should be ${[params['type']].flat().join(' or ')}`
      : keyword === 'enum'
        ? `should be ${oneOf(params['allowedValues'])}`
        : message.replace(/^must/, 'should');
  return `${what}: ${place || 'it'} ${should}${isSecret(place) ? '' : `, and is ${shown(data)}`}`;
}

/** Hundreds of names, such as those of all requirements, help nobody. */
const oneOf = (values: readonly unknown[]) =>
  values.length > 60 ? 'a name that the contract has' : `one of ${values.join(', ')}`;

const shown = (value: unknown) =>
  typeof value === 'string' ? JSON.stringify(value.slice(0, 100)) : inspect(value, { depth: 1, breakLength: Infinity });
