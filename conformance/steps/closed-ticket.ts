/** A ticket that was closed, for the checks that look at what that does. */
import type { Answer, Context } from '../kernel/context.js';
import { nothingIfMissing, Untestable } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { sampleTickets } from './existing-tickets.js';
import { lookupFields, usableIds } from './lookup-fields.js';
import { type Status, statuses, statusOf } from './lookups.js';
import { nextSecond } from './next-second.js';
import { makeTicket, type OwnTicket, readTicket, ticketIn } from './own-tickets.js';
import { type TicketChanges, update } from './updates.js';

export interface ClosedTicket {
  ticket: OwnTicket;
  /** The status that it was given. */
  status: Status;
  /** The answer to the update, and the ticket and the list of statuses as they read then. */
  answer: Answer;
  after: Answer;
  statuses: Answer;
  /** What the installation asks of a ticket before it closes it: an agent and a help topic, or nothing. */
  needs: TicketChanges;
}

async function makeWith(t: Context, label: string, needs: TicketChanges): Promise<OwnTicket> {
  const ticket = await makeTicket(t, label);
  if (Object.keys(needs).length > 0) await update(t, ticket.number, needs);
  return ticket;
}

async function close(t: Context, label: string, needs: TicketChanges) {
  const status = await statusOf(t, 'closed');
  const ticket = await makeWith(t, label, needs);
  const answer = await update(t, ticket.number, { statusId: Number(status.id) });
  return { ticket, status, answer, after: await readTicket(t, ticket.number) };
}

/** A ticket that was closed, once for all checks; one of them opens it again. Not judged. */
export const closedTicket = (t: Context): Promise<ClosedTicket> =>
  t.share('own ticket that was closed', async (own) => {
    const plain = await close(own, 'closed', {});
    const statuses = await own.call('listTicketStatuses', {});
    if (!plain.answer.isRefusedForContent) return { ...plain, statuses, needs: {} };
    const needs = await usableIds(own, lookupFields.staff, lookupFields.topic);
    const ready = await close(own, 'assigned and closed', needs);
    if (!ready.answer.isSuccess) return { ...plain, statuses, needs: {} };
    return { ...ready, statuses: await own.call('listTicketStatuses', {}), needs };
  });

/** Closes a ticket once more, in a later second. Not judged. */
export async function closeAgain(
  t: Context,
  number: string,
  { id }: Status,
): Promise<{ answer: Answer; after: Answer }> {
  await nextSecond(t);
  const answer = await update(t, number, { statusId: Number(id) });
  return { answer, after: await readTicket(t, number) };
}

const neededToClose = async (t: Context): Promise<TicketChanges> =>
  (await closedTicket(t).catch(nothingIfMissing))?.needs ?? {};

/** Makes a ticket and closes it. Not judged. @throws Skip when no status is closed */
export const closeNew = async (t: Context, label: string) => close(t, label, await neededToClose(t));

/** Makes a ticket that has what the installation asks of one before it closes it. */
export const closableTicket = async (t: Context, label: string): Promise<OwnTicket> =>
  makeWith(t, label, await neededToClose(t));

/**
 * Where a ticket shows another time of closing than its status has, looks at tickets that the run has not touched.
 *
 * @param status the one that the ticket should have
 * @throws Untestable when each of them that has this status, or where none has it, this state, shows it wrongly too: then
 *   it is the reading that is wrong, or the list of statuses
 */
export async function needsClosed(t: Context, { name, state }: Pick<Status, 'name' | 'state'>): Promise<void> {
  const names = (await statuses(t)).filter((status) => status.state === state).map((status) => status.name);
  const others = (await sampleTickets(t))
    .map(ticketIn)
    .filter(({ subject, status }) => !String(subject).includes(t.session.run.id) && names.includes(String(status)));
  const same = others.filter(({ status }) => status === name);
  const existing = same.length > 0 ? same : others;
  const [first] = existing;
  if (!first || existing.some(({ closed }) => (closed === null) === (state === 'open'))) return;
  const id = 'getTicket/closed-only-when-closed';
  const shown = `${first.number}, whose status is ${state} and which is not of the run, shows ${show(first.closed)}`;
  throw new Untestable(id, `Needed ${id}, but ticket ${shown}`);
}
