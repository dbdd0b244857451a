/** Faults in who is whose parent, made in the database, where there are no rules. */
import { type Environment, type Fault, isSuccess } from '../../../server/faults/fault.js';
import { bodyOf } from '../../../server/faults/request.js';

/** What is told of a ticket's parent or child. */
export const referenceFields = ['ticket_id', 'number', 'subject', 'status'] as const;
export type TicketReference = Record<(typeof referenceFields)[number], unknown>;

export const referenceTo = async ({ ask }: Environment, number: string): Promise<TicketReference> => {
  const ticket = JSON.parse((await ask('GET', `/api/tickets-get.php/${number}.json`)).body.toString());
  return { ticket_id: ticket.id, number: ticket.number, subject: ticket.subject, status: ticket.status };
};

/** A link that is refused is made all the same. */
export const linkedAllTheSame: Fault = async (sent, forward, { store }) => {
  const answer = await forward(sent);
  if (isSuccess(answer)) return answer;
  const { childId, parentTicketNumber } = bodyOf(sent) ?? {};
  const idOf = async (number: unknown) =>
    (await store.db.selectFrom('ticket').select('ticket_id').where('number', '=', String(number)).executeTakeFirst())
      ?.ticket_id;
  const parent = await idOf(sent.params.parentNumber ?? parentTicketNumber);
  const child = await idOf(childId ?? sent.params.number);
  if (parent && child) {
    await store.db.updateTable('ticket').set({ ticket_pid: parent }).where('ticket_id', '=', child).execute();
  }
  return answer;
};
