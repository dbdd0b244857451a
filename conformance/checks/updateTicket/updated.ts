/** Whether the time of the last change of a ticket moves with an update. */
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { changedLater } from '../../steps/changed-later.js';
import { ticketIn } from '../../steps/own-tickets.js';

/** Milliseconds between two requests at the least and at the most: from the one's answer or sending to the other's. */
function apart(first: Answer, second: Answer): { least: number; most: number } {
  const [one, two] = [first.exchange, second.exchange];
  const sent = Date.parse(two.at) - Date.parse(one.at);
  return { least: sent - (one.response?.durationMs ?? 0), most: sent + (two.response?.durationMs ?? 0) };
}

/** Times are whole seconds, and the clocks of a database and of the server before it may differ. */
const toleranceMs = 3000;

const time = (t: Context, of: Answer, id: 'getTicket/created-is-time' | 'getTicket/updated-is-time') =>
  Date.parse(`${String(t.value(of, id)).replace(' ', 'T')}Z`);

export const checks: Check[] = [
  check('updateTicket/updated-moves', 'Update a ticket a second after its creation, and once more', async (t) => {
    const { ticket, before, noted, prioritized } = await changedLater(t);
    const { answer, after } = noted;
    const [created, first] = [
      time(t, before, 'getTicket/created-is-time'),
      time(t, before, 'getTicket/updated-is-time'),
    ];
    const moved = time(t, after, 'getTicket/updated-is-time');
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
    // A priority that stays as it was is no change.
    if (!prioritized || ticketIn(prioritized.after).priorityId === ticketIn(after).priorityId) return;
    const last = `${show(ticketIn(after).updated)} before and ${show(ticketIn(prioritized.after).updated)} after`;
    const isLater = time(t, prioritized.after, 'getTicket/updated-is-time') > moved;
    t.that(isLater, 'a later time than before', last, [after, prioritized.answer, prioritized.after], '/updated');
  }),
];
