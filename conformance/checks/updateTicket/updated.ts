/** Whether the time of the last change of a ticket moves with an update. */
import { setTimeout } from 'node:timers/promises';
import { type Check, check } from '../../kernel/check.js';
import type { Answer } from '../../kernel/context.js';
import { beside } from '../../kernel/each.js';
import { nothingIfMissing, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { lookupFields, usableIds } from '../../steps/lookup-fields.js';
import { makeTicket, readTicket, ticketIn } from '../../steps/own-tickets.js';
import { updateAndRead } from '../../steps/updates.js';

/** Milliseconds between two requests at the least and at the most: from the one's answer or sending to the other's. */
function apart(first: Answer, second: Answer): { least: number; most: number } {
  const [one, two] = [first.exchange, second.exchange];
  const sent = Date.parse(two.at) - Date.parse(one.at);
  return { least: sent - (one.response?.durationMs ?? 0), most: sent + (two.response?.durationMs ?? 0) };
}

/** Times are whole seconds, and the clocks of a database and of the server before it may differ. */
const toleranceMs = 3000;

export const checks: Check[] = [
  check('updateTicket/updated-moves', 'Update a ticket a second after its creation', async (t) => {
    const ticket = await makeTicket(t, 'to be updated later');
    const before = await readTicket(t, ticket.number);
    const time = (of: Answer, id: 'getTicket/created-is-time' | 'getTicket/updated-is-time') =>
      Date.parse(`${String(t.value(of, id)).replace(' ', 'T')}Z`);
    // Times are whole seconds: without the pause, a time that changes could look the same.
    await setTimeout(1100);
    const { answer, after } = await updateAndRead(t, ticket, { note: 'Later.', noteFormat: 'text' });
    const [created, first] = [time(before, 'getTicket/created-is-time'), time(before, 'getTicket/updated-is-time')];
    const moved = time(after, 'getTicket/updated-is-time');
    const shown = `${show(ticketIn(before).updated)} before and ${show(ticketIn(after).updated)} after`;
    const seen = [before, answer, after];
    t.that(moved > first, 'a later time than before', shown, seen, '/updated');
    // Only the distance from the creation can be compared: the time zone of the database is not known.
    const { least, most } = apart(ticket.answer, answer);
    const passed = moved - created;
    const inTime = passed >= least - toleranceMs && passed <= most + toleranceMs;
    if (!Number.isFinite(passed)) throw new Untestable('getTicket/created-is-time', `The times were ${shown}`);
    const expected = `the time of the update, ${Math.round(least / 1000)} seconds after ${ticketIn(before).created}`;
    t.that(inTime, expected, show(ticketIn(after).updated), seen, '/updated');
    // The priority is kept elsewhere than the rest of the ticket.
    await beside(t, async () => {
      const ids = await usableIds(t, lookupFields.priority).catch(nothingIfMissing);
      if (ids?.priority === undefined) return;
      await setTimeout(1100);
      const one = await updateAndRead(t, ticket, ids);
      const last = `${show(ticketIn(after).updated)} before and ${show(ticketIn(one.after).updated)} after`;
      const isAnother = ticketIn(one.after).priorityId !== ticketIn(after).priorityId;
      const isLater = time(one.after, 'getTicket/updated-is-time') > moved;
      t.that(!isAnother || isLater, 'a later time than before', last, [after, one.answer, one.after], '/updated');
    });
  }),
];
