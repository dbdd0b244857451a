/** Whether an answer is a success, and one that can be read. */
import { ownShape } from '../../contract/fields.js';
import { operation } from '../../contract/operations.js';
import { shapeFaults } from '../../contract/validators.js';
import type { Answer } from '../client/answer.js';

/** The schema of the JSON that a success was asked for as; nothing where it was asked for as something else. */
function schemaAskedFor({ operation: id, exchange }: Answer) {
  if (!id) return undefined;
  const { path, answerSchema } = operation(id);
  const inJson = !path.includes('{format}') || new URL(exchange.request.url).pathname.endsWith('.json');
  return inJson ? answerSchema : undefined;
}

/** Whether the success that was asked for is JSON. */
export const asksForJson = (answer: Answer): boolean => schemaAskedFor(answer) !== undefined;

/** Whether a body that was asked for as JSON is an object or an array as the contract has it; so is one that is no JSON. */
function hasItsForm(answer: Answer): boolean {
  const schema = schemaAskedFor(answer);
  const { json } = answer;
  return json === undefined || schema === undefined || shapeFaults(ownShape(schema), json).length === 0;
}

/** Whether the body is an error, whatever the code says: a web page, or an error object. */
function isErrorByBody({ isHtml, json }: Answer): boolean {
  const body = json as { error?: unknown } | null | undefined;
  return isHtml || (body !== null && typeof body === 'object' && Boolean(body.error));
}

/** Whether the code is that of a success. */
const saysSuccess = ({ status }: Answer) => status >= 200 && status < 300;

/** Whether an answer says success by its code, and an error by its body. */
export const isErrorInDisguise = (answer: Answer): boolean => saysSuccess(answer) && isErrorByBody(answer);

/** Whether an answer says success by its code, and no error by its body; it may be unreadable all the same. */
export const isNoError = (answer: Answer): boolean => saysSuccess(answer) && !isErrorByBody(answer);

/** Whether an answer is the success that the contract documents for its operation: code, form, and no error in disguise. */
export const isSuccess = (answer: Answer): boolean => isNoError(answer) && hasItsForm(answer);
