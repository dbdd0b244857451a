/** A request of each operation that succeeds, on tickets of its own. */
import type { OperationId } from '../../contract/operations.js';
import { sampleRequests } from '../../contract/sample-requests.js';
import type { Api, Call } from './api.js';

export const sampleCalls: { readonly [Id in OperationId]: (api: Api) => Promise<Call> } = {
  createTicket: async () => sampleRequests.createTicket,
  getTicket: async (api) => ({ params: { number: await api.newTicket() } }),
  updateTicket: async (api) => ({ params: { number: await api.newTicket() }, body: sampleRequests.updateTicket.body }),
  updateTicketByPut: async (api) => ({
    params: { number: await api.newTicket() },
    body: sampleRequests.updateTicket.body,
  }),
  searchTickets: async () => ({}),
  deleteTicket: async (api) => ({ params: { number: await api.newTicket() } }),
  getTicketStats: async () => ({}),
  listTicketStatuses: async () => ({}),
  getParentTicket: async (api) => ({ params: { number: (await family(api)).child } }),
  listChildTickets: async (api) => ({ params: { number: (await family(api)).parent } }),
  linkSubticket: async (api) => ({
    params: { parentNumber: await api.newTicket() },
    body: { childId: await api.newTicket() },
  }),
  unlinkSubticket: async (api) => ({ params: { number: (await family(api)).child } }),
  downloadAttachment: async (api) => ({ params: { file_id: await sentFile(api) } }),
};

/** Two new tickets, linked. */
export async function family(api: Api): Promise<{ parent: string; child: string }> {
  const parent = await api.newTicket();
  return { parent, child: await api.newTicket({ parentTicketId: parent }) };
}

/** The ID of a file attached to a new ticket. */
export async function sentFile(api: Api, content: Uint8Array | string = 'hello', name = 'a.txt'): Promise<number> {
  const ticket = await api.ticket(await api.newTicket({ attachments: [{ [name]: dataUri(content) }] }));
  return ticket.thread[0]?.attachments?.[0]?.file_id ?? 0;
}

/** What a ticket needs at least. */
export const { body: newTicketBody } = sampleRequests.createTicket;

/** A data-URI of this content. */
export function dataUri(content: Uint8Array | string, type = 'text/plain'): string {
  return `data:${type};base64,${Buffer.from(content).toString('base64')}`;
}
