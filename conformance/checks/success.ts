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

/** Whether an answer is the success that the contract documents for its operation: code, form, and no error in disguise. */
export function isSuccess(answer: Answer): boolean {
  if (answer.status < 200 || answer.status >= 300 || answer.isHtml) return false;
  const body = answer.json as { error?: unknown } | null | undefined;
  const isError = body !== null && typeof body === 'object' && Boolean(body.error);
  return !isError && hasItsForm(answer);
}
