/** GET /tickets-subtickets-parent.php/{number}.{format}: the parent of a ticket, or null. */
import type { Handler } from '../http/operation.js';
import { lookupTables } from '../queries/lookup-tables.js';
import { parentIdOf, ticketReference } from '../queries/subtickets.js';
import { requireTicket } from '../rules/require-ticket.js';

export const getParentTicket: Handler<'getParentTicket'> = async ({ store, params }) => {
  const ticket = await requireTicket(store, params.number, 'getParentTicket/unknown-404');
  const parent = await parentIdOf(store, ticket);
  // osTicket leaves the ID of a parent that was deleted; such a ticket has none.
  const reference = parent === undefined ? undefined : await ticketReference(store, await lookupTables(store), parent);
  return { status: 200, body: { parent: reference ?? null } };
};
