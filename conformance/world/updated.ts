/** Updates of own tickets, with the ticket as it reads before and after. */
import type { components } from '../../generated/types.js';
import type { Trial } from '../checks/trial.js';
import type { Answer } from '../target/answer.js';
import { makeTicket, type NewTicket, type OwnTicket, readTicket } from './own-ticket.js';

export type TicketChanges = components['schemas']['TicketChanges'];

export interface Updated {
  ticket: OwnTicket;
  before: Answer;
  /** The answer to the update. */
  answer: Answer;
  after: Answer;
}

/**
 * Makes a ticket, updates it, and reads it back. Expects the update to succeed.
 *
 * @param label what it is for
 * @param changes the body of the update, or what makes it of the ticket as it reads before
 * @param fields what the ticket is created with, beside the usual
 */
export async function updated(
  t: Trial,
  label: string,
  changes: TicketChanges | ((before: Answer) => TicketChanges | Promise<TicketChanges>),
  fields: Partial<NewTicket> = {},
): Promise<Updated> {
  const ticket = await makeTicket(t, label, fields);
  const before = await readTicket(t, ticket.number);
  const body = typeof changes === 'function' ? await changes(before) : changes;
  const answer = await t.call('updateTicket', { path: { number: ticket.number, format: 'json' }, body });
  await t.succeeds(answer);
  return { ticket, before, answer, after: await readTicket(t, ticket.number) };
}

/** Updates an own ticket, expects that to succeed, and reads the ticket. */
export async function updateAndRead(
  t: Trial,
  { number }: OwnTicket,
  body: TicketChanges,
): Promise<{ answer: Answer; after: Answer }> {
  const answer = await t.call('updateTicket', { path: { number, format: 'json' }, body });
  await t.succeeds(answer);
  return { answer, after: await readTicket(t, number) };
}
