/** Whether `closed` goes with the status that an update has given to a ticket, which may have been closed before. */
import { hasItsShape } from '../invariants/read-field.js';
import type { Context } from '../kernel/context.js';
import { nothingIfMissing } from '../kernel/outcome.js';
import { needsClosed } from './closed-ticket.js';
import { statuses } from './lookups.js';
import type { ticketIn } from './own-tickets.js';
import type { Comparison } from './set-fields.js';

/**
 * The comparison that fails, or none: where the status was not set, or its state is not known, or where tickets of others
 * show a wrong `closed` too, that is the matter of other checks.
 *
 * @param ticket as it reads after the update
 * @example await closedWrongly(t, 'updateTicket', ticket, 3) // [['updateTicket/closing-sets-closed', 'closed', false, 'a time', null]]
 */
export async function closedWrongly(
  t: Context,
  by: 'updateTicket' | 'updateTicketByPut',
  { statusId: shown, closed }: ReturnType<typeof ticketIn>,
  statusId: number,
): Promise<Comparison[]> {
  if (Number(shown) !== statusId || !hasItsShape('getTicket', 'closed', closed)) return [];
  const known = (await statuses(t).catch(nothingIfMissing)) ?? [];
  const status = known.find(({ id }) => Number(id) === statusId);
  if (!status) return [];
  const { state } = status;
  if (state !== 'open' && state !== 'closed') return [];
  if ((closed === null) === (state === 'open')) return [];
  const isShownElsewhere = await needsClosed(t, status).then(() => true, nothingIfMissing);
  if (!isShownElsewhere) return [];
  const owner = by === 'updateTicket' ? 'updateTicket/closing-sets-closed' : 'updateTicketByPut/same-as-patch';
  return [[owner, 'closed', false, state === 'closed' ? 'a time' : null, closed]];
}
