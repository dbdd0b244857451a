/** DELETE /tickets-subtickets-unlink.php/{number}.{format}: makes a child a ticket of its own again. */
import type { Handler } from '../http/operation.js';
import { refuse } from '../http/refusal.js';
import { databaseTime } from '../queries/clock.js';
import { lookupTables } from '../queries/lookup-tables.js';
import { lockTickets, setParent, ticketReference } from '../queries/subtickets.js';
import { inTransaction } from '../queries/transaction.js';
import { requireTicket } from '../rules/require-ticket.js';

export const unlinkSubticket: Handler<'unlinkSubticket'> = ({ store, params, now }) =>
  inTransaction(store, async (db) => {
    const ticket = await requireTicket(store, params.number, 'unlinkSubticket/unknown-404', 'Child ticket', db);
    const parent = (await lockTickets(store, db, [ticket])).get(ticket);
    if (!parent)
      refuse({
        requirement: 'unlinkSubticket/no-parent-404',
        message: `Ticket ${params.number} has no parent to unlink it from.`,
      });
    await setParent(db, ticket, null, await databaseTime(store, now(), db));
    const child = await ticketReference(store, await lookupTables(store, db), ticket, db);
    if (child === undefined) throw new Error(`Ticket ${ticket} is gone in the transaction that locked it`);
    return { status: 200, body: { success: true, message: 'Subticket relationship removed successfully', child } };
  });
