/** Deletions of own tickets. */
import type { Answer, Context } from '../kernel/context.js';
import { Skip, Untestable } from '../kernel/outcome.js';
import { getTicket, idOf, makeTicket, type OwnTicket, type TicketCreation, ticketIn } from './own-tickets.js';
import { getParent, link } from './subtickets.js';

/** @throws Skip when nothing may be deleted: tickets made for it would be left behind */
export function mayDelete(t: Context): void {
  if (!t.session.run.deletes) throw new Skip('unsafe', 'The run deletes nothing (see --deletes).');
}

/** Makes a ticket that can be deleted. */
export async function makeDeletable(
  t: Context,
  label: string,
  fields: Partial<TicketCreation> = {},
): Promise<OwnTicket> {
  mayDelete(t);
  return makeTicket(t, label, fields);
}

/** Deletes a ticket. Not judged. */
export const remove = (t: Context, number: string, format: 'json' | 'xml' = 'json'): Promise<Answer> =>
  t.call('deleteTicket', { path: { number, format } });

/** Deletes a ticket that a check builds on. @throws Untestable when that does not succeed */
export const removed = async (t: Context, { number }: OwnTicket): Promise<Answer> =>
  t.needs(await remove(t, number), 'deleteTicket/answers-200');

/** Whether a request for a ticket by its number is answered with another one, whose ID that is, or the digits that it begins with. */
export function showsAnother(answer: Answer, number: string): boolean {
  const { id, number: shown } = answer.isSuccess ? ticketIn(answer) : {};
  return shown !== undefined && String(shown) !== number && Number(id) === Number.parseInt(number, 10);
}

/**
 * Whether an answer says that a ticket is not there. With which code that is said is checked for getTicket: what a ticket
 * that never was is answered with says the same.
 */
export async function saysGone(t: Context, answer: Answer): Promise<boolean> {
  if (answer.isRefusedAs('getTicket/unknown-404')) return true;
  const { number: shown } = answer.isSuccess ? ticketIn(answer) : {};
  if (answer.status < 300 && shown === undefined) return false;
  const never = await getTicket(t, t.unknownName);
  if (never.status !== answer.status) return false;
  // The same ticket for all that are not there is none of them.
  return shown === undefined || ticketIn(never).number === shown;
}

/** @throws Untestable when a ticket that was deleted is still there */
export function needsGone(after: Answer, number: string): void {
  if (!after.isSuccess || showsAnother(after, number)) return;
  throw new Untestable('deleteTicket/ticket-gone', 'Needed a ticket that is gone, but it can still be read');
}

/** Expects an own ticket, which was not deleted, to be there still. @param read how it reads, where that is known @returns how it reads */
export async function stillThere(
  t: Context,
  { number }: { number: string },
  deletion: Answer,
  read?: Answer,
): Promise<Answer> {
  const after = read ?? (await getTicket(t, number));
  const isGone = after.isRefusedAs('getTicket/unknown-404') || showsAnother(after, number);
  // Where no ticket can be read, one that cannot be read is not gone.
  if (isGone) await t.works('getTicket');
  const actual = `answered ${deletion.status}, and ticket ${number} is gone`;
  t.that(!isGone, `ticket ${number} to be there`, actual, [deletion, after]);
  return t.needs(after, 'getTicket/answers-200');
}

/** A ticket that was there and was deleted, with what was answered about it before and after. */
export interface Deleted {
  number: string;
  id: number;
  /** Searches for it. */
  found: Answer;
  foundAfter: Answer;
  deletion: Answer;
  after: Answer;
}

export const deleted = (t: Context): Promise<Deleted> =>
  t.share('own ticket that was deleted', async (own) => {
    const query = { query: `deleted${own.session.run.id}` };
    const ticket = await makeDeletable(own, `${query.query} in a moment`);
    const id = await idOf(own, ticket);
    const found = await own.call('searchTickets', { query });
    const deletion = await removed(own, ticket);
    const after = await getTicket(own, ticket.number);
    const foundAfter = await own.call('searchTickets', { query });
    return { number: ticket.number, id, found, foundAfter, deletion, after };
  });

/** A ticket whose parent was deleted, and what was answered about both then. */
export interface Freed {
  parent: OwnTicket;
  child: OwnTicket;
  deletion: Answer;
  parentAfter: Answer;
  childAfter: Answer;
  itsParent: Answer;
}

export const freedChild = (t: Context): Promise<Freed> =>
  t.share('child of a ticket that was deleted', async (own) => {
    const parent = await makeDeletable(own, 'parent to be deleted');
    const child = await makeTicket(own, 'child of a parent to be deleted');
    own.needs(await link(own, parent, child), 'linkSubticket/answers-200');
    const deletion = await removed(own, parent);
    const parentAfter = await getTicket(own, parent.number);
    const childAfter = await getTicket(own, child.number);
    return { parent, child, deletion, parentAfter, childAfter, itsParent: await getParent(own, child.number) };
  });

/** The simplest deletion of a ticket. */
export async function simplestDeletion(t: Context): Promise<Answer> {
  mayDelete(t);
  const answer = await t.simplest('deleteTicket');
  await t.succeeds(answer);
  return answer;
}
