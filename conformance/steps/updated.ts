/** Updates of own tickets that must succeed. */
import type { components } from '../../generated/types.js';
import type { Answer } from '../client/answer.js';
import type { Context } from '../kernel/context.js';
import { type OwnTicket, readTicket } from './own-ticket.js';

export type TicketChanges = components['schemas']['TicketChanges'];

/** Updates an own ticket, expects that to succeed, and reads the ticket. */
export async function updateAndRead(
  t: Context,
  { number }: OwnTicket,
  body: TicketChanges,
): Promise<{ answer: Answer; after: Answer }> {
  const answer = await t.call('updateTicket', { path: { number, format: 'json' }, body });
  await t.succeeds(answer);
  return { answer, after: await readTicket(t, number) };
}
