/**
 * DELETE /tickets-delete.php/{number}.{format}: deletes a ticket for good, by its number only
 * (deleteTicket/by-id-refused).
 */
import type { Handler } from '../http/operation.js';
import { refuse } from '../http/refusal.js';
import { deleteTicketRows } from '../queries/delete-ticket.js';
import { lockTickets } from '../queries/subtickets.js';
import { inTransaction } from '../queries/transaction.js';
import { requireTicket } from '../rules/require-ticket.js';

export const deleteTicket: Handler<'deleteTicket'> = ({ store, params }) =>
  inTransaction(store, async (db) => {
    const ticket = await requireTicket(store, params.number, 'deleteTicket/unknown-404', 'Ticket', db);
    if (!(await lockTickets(store, db, [ticket])).has(ticket))
      refuse({ requirement: 'deleteTicket/unknown-404', message: 'Ticket not found: it has just been deleted.' });
    await deleteTicketRows(db, ticket);
    return { status: 200, body: params.number };
  });
