/** Checks of the due date of a new ticket. */

import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { show } from '../../kernel/show.js';
import { created, creation, refusedCreations } from '../../steps/creations.js';
import { impossibleDate, inDays, invalidDates, ticketIn } from '../../steps/own-tickets.js';

/** A day in the future. */
const dueDay = (t: Context) => inDays(t, 40);

/** Creates a ticket with a due date. @returns the ticket, and the due date that it shows */
async function due(t: Context, duedate: string) {
  const ticket = await created(t, `due ${duedate}`, { duedate });
  return { ticket, shown: t.value(ticket, 'getTicket/duedate-is-time-or-null') };
}

/** Expects each of these to be refused. */
async function refusedDates(t: Context, dates: readonly string[]): Promise<void> {
  await refusedCreations(
    t,
    `due ${dates[0]}`,
    dates.map((duedate) => (valid) => ({ ...valid, duedate })),
  );
}

export const checks: Check[] = [
  check('createTicket/duedate-stored', 'Create a ticket with a day as `duedate` and read it', async (t) => {
    const day = dueDay(t);
    const { ticket, shown } = await due(t, day);
    t.that(String(shown).startsWith(day), `a time on ${day}`, show(shown), ticket, '/duedate');
  }),

  check(
    'createTicket/duedate-with-time',
    'Create tickets with a time as `duedate`, with and without offset',
    async (t) => {
      const day = dueDay(t);
      const local = await due(t, `${day}T17:30:00`);
      t.equal(local.ticket, '/duedate', local.shown, `${day} 17:30:00`);
      // The time zone of the database is not known, but one moment is one time in it, however it is written.
      const utc = await due(t, `${day}T10:15:00Z`);
      const ahead = await due(t, `${day}T12:15:00+02:00`);
      t.that(utc.shown !== null, 'a due date', 'null', utc.ticket, '/duedate');
      const expected = `${show(utc.shown)} as for ${day}T10:15:00Z`;
      t.that(ahead.shown === utc.shown, expected, show(ahead.shown), [ahead.ticket, utc.ticket], '/duedate');
    },
  ),

  check('createTicket/duedate-invalid-400', 'Send a `duedate` that is no ISO 8601 date', (t) =>
    refusedDates(t, invalidDates(t)),
  ),

  check('createTicket/duedate-impossible-400', 'Send February 30 as `duedate`', (t) =>
    refusedDates(t, [impossibleDate(t)]),
  ),

  check('createTicket/duedate-in-the-past', 'Create a ticket with a `duedate` in the past', async (t) => {
    await t.works('createTicket');
    const { answer, after } = await creation(t, 'due in the past', { duedate: '2001-02-03' });
    return after
      ? `accepted, and the ticket shows the due date ${show(ticketIn(after).duedate)}`
      : `not accepted: ${answer.summary}`;
  }),
];
