/** GET /tickets-statuses.php: the statuses that a ticket may be given; archived and deleted are osTicket's own. */
import type { Handler } from '../http/operation.js';
import { lookupTables } from '../queries/lookup-tables.js';

export const listTicketStatuses: Handler<'listTicketStatuses'> = async ({ store }) => {
  const { statuses } = await lookupTables(store);
  return {
    status: 200,
    body: [...statuses.values()].flatMap(({ id, name, state }) =>
      state === 'open' || state === 'closed' ? [{ id, name, state }] : [],
    ),
  };
};
