/**
 * One valid, harmless request of each operation: it reads, or it writes nothing but a ticket of its own. The numbers of
 * tickets and files are only examples: whoever sends a request puts in those of own ones.
 */
import { type OperationId, type OperationTypes, operation } from './operations.js';

type Parameters<Id extends OperationId> = OperationTypes[Id]['parameters'];
type Body<Id extends OperationId> = OperationTypes[Id] extends {
  requestBody: { content: { 'application/json': infer Json } };
}
  ? { body: Json }
  : { body?: undefined };

/** What a valid request of an operation needs. */
export type ValidRequest<Id extends OperationId> = {
  [Part in 'path' | 'query' as Parameters<Id>[Part] extends undefined ? never : Part]: Parameters<Id>[Part];
} & Body<Id>;

const path = { number: '781259', format: 'json' } as const;

export const sampleRequests = {
  createTicket: {
    body: { name: 'Jane Doe', email: 'jane@example.com', subject: 'A subject', message: 'A message' },
  },
  getTicket: { path },
  updateTicket: { path, body: { note: 'A note.' } },
  updateTicketByPut: { path, body: { note: 'A note.' } },
  searchTickets: { query: { limit: 1 } },
  deleteTicket: { path },
  getTicketStats: {},
  listTicketStatuses: {},
  getParentTicket: { path },
  listChildTickets: { path },
  linkSubticket: { path: { parentNumber: '781200', format: 'json' }, body: { childId: path.number } },
  unlinkSubticket: { path },
  downloadAttachment: { path: { file_id: 1, format: 'json' } },
} satisfies { [Id in OperationId]: ValidRequest<Id> };

/** A file ID that the contract allows and that no installation has given to a file. */
export const unknownFileId = 2_147_483_000;

/**
 * The path of an operation with values that name nothing.
 *
 * @param number a text that is no ticket's number
 * @example unknownPath('getTicket', 'no-such-ticket') // { number: 'no-such-ticket', format: 'json' }
 */
export function unknownPath(id: OperationId, number: string): Record<string, string> {
  const inPath = operation(id).parameters.filter((one) => one.in === 'path');
  const values: Record<string, string> = { format: 'json', file_id: String(unknownFileId) };
  return Object.fromEntries(inPath.map(({ name }) => [name, values[name] ?? number]));
}
