/** Whose fault it is where a ticket does not show what was done: the reading's, where its XML shows that. */
import type { RequirementId } from '../../generated/requirements.js';
import type { Answer, Context } from '../kernel/context.js';
import { nothingIfMissing, Untestable } from '../kernel/outcome.js';
import { otherReading } from './other-readings.js';
import { ticketIn } from './own-tickets.js';

/**
 * @param broken what reading breaks then
 * @param why the reason to tell
 * @param isShown whether the other reading of the ticket shows what this one lacks
 * @throws Untestable when it does
 */
export async function needsReading(
  t: Context,
  ticket: Answer,
  broken: RequirementId,
  why: string,
  isShown: (other: Answer) => boolean,
): Promise<void> {
  const other = await otherReading(t, String(ticketIn(ticket).number), ticket).catch(nothingIfMissing);
  if (other && isShown(other)) throw new Untestable(broken, `Needed ${broken}, but ${why}`);
}
