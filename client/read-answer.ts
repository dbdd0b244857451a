/** Makes of an answer what the contract says that it is. */
import { type OperationId, operation } from '../contract/operations.js';
import { answeredNumber } from '../contract/ticket-number.js';
import { decodeXml } from '../contract/xml.js';
import { ApiError } from './api-error.js';

/** @throws ApiError for anything else than a success of the contract */
export function readAnswer(id: OperationId, status: number, type: string, body: string): unknown {
  const fail = (message: string) => new ApiError(message, status, id, body);
  if (status < 200 || status > 299) throw fail(messageIn(body) ?? withStatus(status, short(body)));
  const { answerSchema } = operation(id);
  // Installations label these numbers text/html, and some put them into quotes.
  const number = answeredNumber(body);
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

/** Error pages often begin with it. */
const withStatus = (status: number, words: string) =>
  words.startsWith(String(status)) ? words : `${status} ${words}`.trim();

/** Of a web page its title, and all its words where it has none. */
const short = (text: string) => {
  const [, title = ''] = /<title\b[^>]*>([^<]*)/i.exec(text) ?? [];
  const words = (title.trim() || text)
    .replaceAll(/<(style|script)\b.*?<\/\1>/gis, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return words.length > 200 ? `${words.slice(0, 200)}…` : words;
};
