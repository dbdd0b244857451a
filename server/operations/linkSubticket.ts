/** POST /tickets-subtickets-create.php/{parentNumber}.{format}: makes an existing ticket the child of another. */
import type { Handler } from '../http/operation.js';
import { databaseTime } from '../queries/clock.js';
import { lookupTables } from '../queries/lookup-tables.js';
import { ticketReference } from '../queries/subtickets.js';
import { inTransaction } from '../queries/transaction.js';
import { requireTicket } from '../rules/require-ticket.js';
import { link } from '../rules/subtickets.js';

export const linkSubticket: Handler<'linkSubticket'> = ({ store, params, body, now }) =>
  inTransaction(store, async (db) => {
    const parent = await requireTicket(
      store,
      params.parentNumber,
      'linkSubticket/unknown-parent-404',
      'Parent ticket',
      db,
    );
    const child = await requireTicket(
      store,
      body.childId,
      'linkSubticket/unknown-child-404',
      'childId: child ticket',
      db,
    );
    const time = await databaseTime(store, now(), db);
    await link(
      store,
      db,
      { parent, child, time },
      {
        unknown: 'linkSubticket/unknown-child-404',
        itself: 'linkSubticket/itself-refused',
        again: 'linkSubticket/again-422',
        secondParent: 'linkSubticket/second-parent-refused',
        cycle: 'linkSubticket/cycle-refused',
      },
    );
    const tables = await lookupTables(store, db);
    const reference = async (ticket: number) => {
      const found = await ticketReference(store, tables, ticket, db);
      if (found === undefined) throw new Error(`Ticket ${ticket} is gone in the transaction that locked it`);
      return found;
    };
    return {
      status: 200,
      body: {
        success: true,
        message: 'Subticket relationship created successfully',
        parent: await reference(parent),
        child: await reference(child),
      },
    };
  });
