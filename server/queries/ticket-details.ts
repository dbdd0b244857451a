/** What getTicket shows of a ticket besides its thread. */
import type { Store } from '../store/store.js';
import { prepared } from './prepared.js';
import { selectTickets, type TicketRow } from './ticket-rows.js';

export interface TicketDetails extends TicketRow {
  user_id: number;
  user_name: string | null;
  user_email: string | null;
  closed: string | null;
  source: string;
  ip_address: string;
}

const details = prepared<{ ticket: number }, TicketDetails>((db, value) =>
  selectTickets(db)
    .leftJoin('user', 'user.id', 'ticket.user_id')
    .leftJoin('user_email', 'user_email.id', 'user.default_email_id')
    .select([
      'ticket.user_id',
      'user.name as user_name',
      'user_email.address as user_email',
      'ticket.closed',
      'ticket.source',
      'ticket.ip_address',
    ])
    .where('ticket.ticket_id', '=', value('ticket')),
);

export async function ticketDetails(store: Store, ticket: number): Promise<TicketDetails | undefined> {
  return (await details(store, { ticket }))[0];
}

const children = prepared<{ parent: number }, { ticket_id: number }>((db, value) =>
  db.selectFrom('ticket').select('ticket_id').where('ticket_pid', '=', value('parent')).orderBy('ticket_id'),
);

/** The IDs of a ticket's children. */
export async function childIds(store: Store, parent: number): Promise<number[]> {
  return (await children(store, { parent })).map((row) => row.ticket_id);
}
