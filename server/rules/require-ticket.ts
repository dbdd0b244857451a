import type { RefusalId } from '../../generated/requirements.js';
import { refuse } from '../http/refusal.js';
import type { Db } from '../queries/prepared.js';
import { ticketIdByNumber } from '../queries/ticket-lookup.js';
import type { Store } from '../store/store.js';

/**
 * The ID of the ticket with this number.
 *
 * @param requirement the rule that asks for 404 where there is none
 * @param what the caller named: it begins the message
 */
export async function requireTicket(
  store: Store,
  number: string,
  requirement: RefusalId,
  what = 'Ticket',
  db?: Db,
): Promise<number> {
  const ticket = await ticketIdByNumber(store, number, db);
  if (ticket === undefined) refuse({ requirement, message: `${what} not found: no ticket has the number ${number}.` });
  return ticket;
}
