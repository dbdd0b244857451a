/** An answer as the rules of this room look at it. */
import { type OperationId, operations } from '../../contract/operations.js';
import { Answer } from '../client/answer.js';
import type { Exchange, KeptResponse } from '../client/exchange.js';
import { isWebServersOwn, turnedAway } from '../client/turned-away.js';
import { type Address, addressOf } from './operation-of.js';

export interface Subject {
  exchange: Exchange;
  response: KeptResponse;
  /** The operation that the request was meant as. */
  operation: OperationId;
  /**
   * Whether method and path are the operation's. What answers another method or path may be a web server's or osTicket's
   * own, so only the operation's requirement on such requests says how.
   */
  addressed: boolean;
  answer: Answer;
  /** The body; absent where it could not be read to its end, or is not kept. */
  text: string | undefined;
}

const ids: ReadonlySet<string> = new Set(operations.map(({ id }) => id));
const isOperation = (id: string | undefined): id is OperationId => id !== undefined && ids.has(id);

/**
 * @param address what the request is addressed to, where the caller knows it already
 * @returns nothing where there is no answer, where the API did not give it, or where it is no operation's
 */
export function subjectOf(exchange: Exchange, address?: Address): Subject | undefined {
  const { request, response } = exchange;
  // 304 and less are the protocol's own.
  if (!response || response.status < 200 || response.status === 304) return undefined;
  if (turnedAway(exchange) || isWebServersOwn(response)) return undefined;
  const addressedTo = (address ?? addressOf(request.method, request.url))?.id;
  const operation = isOperation(exchange.operation) ? exchange.operation : addressedTo;
  if (!operation) return undefined;
  const text = 'text' in response.body && !response.unreadable ? response.body.text.replace(/^\ufeff/, '') : undefined;
  const answer = new Answer(exchange, operation);
  return { exchange, response, operation, addressed: operation === addressedTo, answer, text };
}
