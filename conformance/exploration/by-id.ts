/** Reads a ticket by its internal ID and by its number, and compares what is shown. */
import type { Finding } from '../kernel/outcome.js';
import { changes } from '../steps/comparisons.js';
import { getTicket, ticketIn } from '../steps/own-tickets.js';
import type { Modelled, World } from './world.js';

/** Expects both readings to show the same ticket, unless the ID is also the number of another ticket, which goes before. */
export async function foundById(world: World, ticket: Modelled, id: number): Promise<Finding | undefined> {
  const { t } = world;
  const before = await getTicket(t, ticket.number);
  const [byId, byNumber] = [await getTicket(t, String(id)), await getTicket(t, ticket.number)];
  // Somebody else may change it meanwhile.
  if (!before.isSuccess || !byNumber.isSuccess || changes(before, byNumber)) return undefined;
  const isGone = byId.isRefusedAs('getTicket/unknown-404');
  if (!isGone && !byId.isSuccess) return undefined;
  const shown = isGone ? undefined : String(ticketIn(byId).number);
  if (shown === String(id)) return undefined;
  const answers = [byNumber, byId];
  if (shown !== ticket.number) {
    const expected = `${ticket.role} (${ticket.number}) for its ID`;
    return world.finding('getTicket/by-id', 'getTicket', expected, byId.summary, answers);
  }
  const changed = changes(byNumber, byId);
  if (!changed) return undefined;
  const expected = `${ticket.role} to be shown by its ID as by its number`;
  return world.finding('getTicket/shows-changes-at-once', 'getTicket', expected, changed.actual, answers);
}
