/** The names of departments and agents in the statistics. */
import type { Answer, Context } from '../../kernel/context.js';
import { nothingIfMissing, Skip, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { newestRows } from '../../steps/existing-tickets.js';
import { departments } from '../../steps/lookups.js';
import { alphabets, direction, keysInOrder } from '../../steps/order.js';
import { getTicket, ticketIn } from '../../steps/own-tickets.js';
import { read, shared, statsOf } from './reading.js';

/** @throws Skip when there are not two names, so that there is no order */
export function sorted(t: Context, answer: Answer, pointer: string, names: readonly string[]): void {
  if (new Set(names).size < 2) throw new Skip('no-data', 'There are not two names that could be compared.');
  const way = direction(names, alphabets);
  t.that(way === 'ascending', 'an alphabetical order', show(names), answer, pointer);
}

/** The same of the names that are keys of an object. */
export const sortedKeys = (t: Context, answer: Answer, field: string): void =>
  sorted(t, answer, `/${field}`, keysInOrder(answer.text, field));

/** @throws Untestable when a ticket whose row in a search has this department shows another one: then it is the row that is wrong */
async function needsNameOfRows(t: Context, name: string): Promise<void> {
  const row = (await newestRows(t)).find(({ department }) => department === name);
  const ticket = row && (await getTicket(t, String(row.number)));
  if (!ticket?.isSuccess || ticketIn(ticket).department === name) return;
  const id = 'searchTickets/row-agrees-with-ticket';
  const shown = show(ticketIn(ticket).department);
  throw new Untestable(id, `Needed ${id}, but ticket ${row?.number} shows ${shown}, and its row ${show(name)}`);
}

/**
 * Expects the names that tickets show of their departments to be those of `by_department`, where all tickets are in it: else
 * the department of a ticket may be left out.
 */
export async function namedAsTicketsSay(t: Context): Promise<void> {
  const lacking = (answer: Answer, names: readonly string[]): string[] => {
    const { by_department: all, total } = statsOf(t, answer);
    const isWhole = Object.values(all).reduce((sum, one) => sum + one.total, 0) === total;
    return isWhole ? names.filter((name) => !Object.hasOwn(all, name)) : [];
  };
  const known = (await departments(t).catch(nothingIfMissing)) ?? [];
  const names = known.map(({ name }) => name);
  const first = lacking(await shared(t), names);
  if (first.length === 0) return;
  // The first ticket of a department may have come after the statistics were read.
  const answer = await read(t);
  const [name] = lacking(answer, first);
  if (name !== undefined) await needsNameOfRows(t, name);
  const shown = () => show(Object.keys(statsOf(t, answer).by_department));
  t.that(name === undefined, `the department ${show(name)}, as a ticket shows it`, shown(), answer, '/by_department');
}
