/** What a reader sees of a finding before unfolding it: what was done, and what came of it, in words. */

import { operations } from '../../contract/operations.js';
import { oneLine } from '../client/excerpt.js';
import type { Exchange } from '../client/exchange.js';
import { isPhpError, lowered, summaryOf } from './causes/seen.js';
import type { Finding } from './problems.js';

const longest = 110;
/** `404 application/json: …`, but not `167 after 163 in all`. */
const beginsAsAnswer = /^[1-5]\d\d (\S+\/\S+|without content type)[,:]/;
const methods = new Map<string, string>(operations.map(({ id, method }) => [id, method]));

/**
 * One sentence or two.
 *
 * @example shortly(finding) // 'Tried to send a request without a key. Create a ticket: a ticket was made.'
 */
export function shortly({ result, exchanges }: Pick<Finding, 'result' | 'exchanges'>): string {
  const { operation, action, expected, actual, reason, verdict } = result;
  // Of recorded traffic no more is known than the operation.
  const summary = summaryOf(operation);
  const tried = `Tried to ${lowered(action.replaceAll('`', '')).replace(/([^.!?])$/, '$1.')}`;
  if (verdict === 'error') return `${tried} ${oneLine(reason?.text ?? '', longest)}`;
  const last = exchanges.findLast(({ response }) => response);
  // An answer's code and type begin what was seen where it is about the answer as a whole.
  if (beginsAsAnswer.test(actual ?? ''))
    return `${action === summary ? '' : `${tried} `}${summary}: ${outcome(operation, actual ?? '', last)}.`;
  return `${tried} Expected: ${oneLine(expected ?? 'otherwise', longest)}. Came: ${oneLine(actual ?? 'nothing', longest)}`;
}

function outcome(operation: string, actual: string, exchange?: Exchange): string {
  const status = Number(actual.slice(0, 3));
  const body = exchange?.response?.body;
  const text = body && 'text' in body ? body.text : actual.slice(actual.indexOf(':') + 1);
  if (isPhpError(text)) return 'the program broke off with an error page';
  const said = message(text);
  if (status < 300 && /^\s*\{\s*"error"\s*:/.test(text)) return `an error came, with the code of a success${said}`;
  if (status < 300 && text.trim() === '') return 'an empty answer came, with the code of a success';
  if (status < 300) return isPage(text) ? 'a web page came, with the code of a success' : done(operation);
  if (status < 500) return `it was refused with ${status}${said}`;
  return `it was answered as a breakdown of the server (${status})${said}`;
}

const isPage = (text: string) => /^\s*<(!doctype html|html|body|head)\b/i.test(text);

function done(operation: string): string {
  if (operation === 'createTicket') return 'a ticket was made';
  const method = methods.get(operation);
  if (method === 'get') return 'the answer was given';
  return method === 'delete' ? 'it was deleted' : 'it was carried out';
}

function message(text: string): string {
  const [, escaped] = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text) ?? [];
  const said = escaped?.replaceAll(/\\(["\\/])/g, '$1') ?? text.replaceAll(/<[^>]*>/g, ' ').trim();
  return said === '' ? '' : `: “${oneLine(said, 60)}”`;
}
