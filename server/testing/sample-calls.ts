/** A request of each operation that succeeds, on tickets of its own. */
import type { OperationId } from '../../contract/operations.js';
import { type Api, type Call, dataUri, newTicketBody } from './api-under-test.js';

export const sampleCalls: { readonly [Id in OperationId]: (api: Api) => Promise<Call> } = {
  createTicket: async () => ({ body: newTicketBody }),
  getTicket: async (api) => ({ params: { number: await richTicket(api) } }),
  updateTicket: async (api) => ({ params: { number: await api.newTicket() }, body: { priority: 'High' } }),
  updateTicketByPut: async (api) => ({ params: { number: await api.newTicket() }, body: { priority: 'High' } }),
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

/** A ticket of the data set that has all there is: a child, a message, a response, a note, attachments. */
export async function richTicket(api: Api): Promise<string> {
  const { store } = api;
  const number = await api.newTicket({ attachments: [{ 'a.txt': dataUri('hello') }] });
  await api.newTicket({ parentTicketId: number });
  await api.call('updateTicket', { params: { number }, body: { note: 'a note', staffId: 1, slaId: 2, topicId: 1 } });
  const { id } = await api.ticket(number);
  const thread = await store.db.selectFrom('thread').select('id').where('object_id', '=', id).executeTakeFirstOrThrow();
  const time = { created: '2999-01-01 00:00:00', updated: '2999-01-01 00:00:00' };
  const entry = { thread_id: thread.id, poster: 'Agent', body: 'text', staff_id: 1, format: 'html', ...time };
  await store.db
    .insertInto('thread_entry')
    .values([
      { ...entry, type: 'R' },
      { ...entry, type: 'N' },
    ])
    .execute();
  await store.db.updateTable('ticket').set({ team_id: 1 }).where('ticket_id', '=', id).execute();
  return number;
}
