/** GET /tickets-subtickets-list.php/{number}.{format}: the children of a ticket. */
import type { Handler } from '../http/operation.js';
import { lookupTables } from '../queries/lookup-tables.js';
import { childrenOf } from '../queries/subtickets.js';
import { requireTicket } from '../rules/require-ticket.js';

export const listChildTickets: Handler<'listChildTickets'> = async ({ store, params }) => {
  const ticket = await requireTicket(store, params.number, 'listChildTickets/unknown-404');
  return { status: 200, body: { children: await childrenOf(store, await lookupTables(store), ticket) } };
};
