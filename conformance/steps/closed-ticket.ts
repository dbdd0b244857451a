/** A ticket that was closed, for the checks that look at what that does. */
import type { Answer, Context } from '../kernel/context.js';
import { type Status, statusOf } from './lookups.js';
import { makeTicket, type OwnTicket, readTicket } from './own-tickets.js';
import { update } from './updates.js';

export interface ClosedTicket {
  ticket: OwnTicket;
  /** The status that it was given. */
  status: Status;
  /** The answer to the update, and the ticket and the list of statuses as they read then. */
  answer: Answer;
  after: Answer;
  statuses: Answer;
}

/** Makes a ticket and closes it. Not judged. @throws Skip when no status is closed */
export async function closeNew(t: Context, label: string): Promise<Omit<ClosedTicket, 'statuses'>> {
  const status = await statusOf(t, 'closed');
  const ticket = await makeTicket(t, label);
  const answer = await update(t, ticket.number, { statusId: Number(status.id) });
  return { ticket, status, answer, after: await readTicket(t, ticket.number) };
}

/** A ticket that was closed, once for all checks; one of them opens it again. */
export const closedTicket = (t: Context): Promise<ClosedTicket> =>
  t.share('own ticket that was closed', async (own) => ({
    ...(await closeNew(own, 'closed')),
    statuses: await own.call('listTicketStatuses', {}),
  }));
