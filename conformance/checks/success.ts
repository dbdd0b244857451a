/** Whether an answer is a success, and one that can be read. */
import { ownShape } from '../../contract/fields.js';
import { operation } from '../../contract/operations.js';
import { shapeFaults } from '../../contract/validators.js';
import type { Answer } from '../target/answer.js';
import { successSchema } from './read-field.js';

/** Whether the success that was asked for is JSON. */
export function asksForJson({ operation: id, exchange }: Answer): boolean {
  if (!id) return false;
  const inJson = !operation(id).path.includes('{format}') || new URL(exchange.request.url).pathname.endsWith('.json');
  return inJson && successSchema(id) !== undefined;
}

/** Whether a body that was asked for as JSON is an object or an array as the contract has it; so is one that is no JSON. */
function hasItsForm(answer: Answer): boolean {
  const { json, operation: id } = answer;
  if (json === undefined || !id || !asksForJson(answer)) return true;
  const schema = successSchema(id);
  return schema === undefined || shapeFaults(ownShape(schema), json).length === 0;
}

/** Whether an answer says success by its code, and an error by its body: a web page, or an error object. */
export function isErrorInDisguise({ status, isHtml, json }: Answer): boolean {
  if (status < 200 || status >= 300) return false;
  const body = json as { error?: unknown } | null | undefined;
  return isHtml || (body !== null && typeof body === 'object' && Boolean(body.error));
}

/** Whether an answer is the success that the contract documents for its operation: code, form, and no error in disguise. */
export const isSuccess = (answer: Answer): boolean =>
  answer.status >= 200 && answer.status < 300 && !isErrorInDisguise(answer) && hasItsForm(answer);
