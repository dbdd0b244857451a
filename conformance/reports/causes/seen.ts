/** What a rule about causes looks at: a result, and the answer that it rests on. */
import { operations } from '../../../contract/operations.js';
import { demandsRefusal, requirements } from '../../../contract/requirements.js';
import type { RequirementId } from '../../../generated/requirements.js';
import type { Result } from '../../../generated/results.js';
import type { Exchange } from '../../client/exchange.js';

export interface Seen {
  result: Result;
  /** The last answer that the verdict rests on. */
  answer?: { method: string; status: number; type: string; text: string };
}

const ids = new Set<string>(requirements.map(({ id }) => id));
const summaries = new Map<string, string>(operations.map(({ id, summary }) => [id, summary]));

export function seenOf(result: Result, byId: ReadonlyMap<number, Exchange>): Seen {
  const exchange = result.exchanges.map((id) => byId.get(id)).findLast((one) => one?.response);
  if (!exchange?.response) return { result };
  const { status, headers, body } = exchange.response;
  const type = (headers['content-type'] ?? '').split(';')[0] ?? '';
  const text = 'text' in body ? body.text : '';
  return { result, answer: { method: exchange.request.method, status, type, text } };
}

/** Whether the requirement demands that the request is refused. */
export const refusalDue = ({ requirement }: Result): boolean =>
  ids.has(requirement) && demandsRefusal(requirement as RequirementId);

export const succeeded = ({ answer }: Seen): boolean => answer !== undefined && answer.status < 300;

/** A page in which PHP says why it gave up. */
export const isPhpError = (text: string): boolean =>
  /(Fatal|Parse) error<?\/?b?>?\s*:|Uncaught \w*(Error|Exception)/.test(text);

/** The name of an operation for people: `Create a ticket`. */
export const summaryOf = (operation: string): string => summaries.get(operation) ?? operation;

/** For the middle of a sentence. */
export const lowered = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** The operations of some results, for the middle of a sentence: `search tickets, delete a ticket for good`. */
export function operationWords(results: readonly Result[]): string {
  const names = [...new Set(results.map(({ operation }) => summaryOf(operation)))];
  return names.map(lowered).join(', ');
}
