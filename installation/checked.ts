/** What a user gives, held against a schema. */
import type { Schema } from '../contract/document.js';
import { mistakeIn } from '../contract/mistakes.js';
import { UserError } from './user-error.js';

/**
 * @param what begins the sentence
 * @param isSecret whether the value at a JSON pointer must not be shown. Default: none
 * @returns the value
 * @throws UserError that says the first mistake
 * @example checked<{ id: number }>('The body', { type: 'object', required: ['id'] }, body).id
 */
export function checked<Value>(
  what: string,
  schema: Schema,
  value: unknown,
  isSecret?: (pointer: string) => boolean,
): Value {
  const mistake = mistakeIn(what, schema, value, isSecret);
  if (mistake !== undefined) throw new UserError(`${mistake}.`);
  return value as Value;
}
