/** Makes of an answer what the contract says that it is. */
import { type OperationId, operation } from '../contract/operations.js';
import { decodeXml } from '../contract/xml.js';
import { ApiError } from './api-error.js';

/** @throws ApiError for anything else than a success of the contract */
export function readAnswer(id: OperationId, status: number, type: string, body: string): unknown {
  const fail = (message: string) => new ApiError(message, status, id, body);
  if (status < 200 || status > 299) throw fail(messageIn(body) ?? `${status} ${short(body)}`.trim());
  const { answerSchema } = operation(id);
  // Installations label these numbers text/html, and some put them into quotes.
  const [, number] = /^\s*"?([\w-]{1,20})"?\s*$/.exec(body) ?? [];
  if (answerSchema === undefined) {
    if (number !== undefined) return number;
    throw fail(`${id} answers a ticket number, and this came: ${short(body)}`);
  }
  try {
    return type.includes('xml') ? decodeXml(body, answerSchema).value : JSON.parse(body);
  } catch {
    throw fail(`${id} answers ${type.includes('xml') ? 'XML' : 'JSON'}, and this came (${type}): ${short(body)}`);
  }
}

/** The message of an error object. */
function messageIn(body: string): string | undefined {
  try {
    const { message } = JSON.parse(body) ?? {};
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}

const short = (text: string) => {
  const words = text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return words.length > 200 ? `${words.slice(0, 200)}…` : words;
};
