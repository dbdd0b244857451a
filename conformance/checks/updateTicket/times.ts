/** Checks of the times that an update sets: the due date, and the time of closing. */
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { statusOf } from '../../steps/lookups.js';
import {
  impossibleDate,
  inDays,
  invalidDates,
  makeTicket,
  type OwnTicket,
  readTicket,
  ticketIn,
} from '../../steps/own-tickets.js';
import { refusedUpdates, sharedUpdate, type Update, update, updateAndRead } from '../../steps/updates.js';

/** Gives a ticket a due date. @returns the ticket, and the due date that it shows */
async function due(t: Context, ticket: OwnTicket, dueDate: string) {
  const { after } = await updateAndRead(t, ticket, { dueDate });
  return { after, shown: t.value(after, 'getTicket/duedate-is-time-or-null') };
}

const dueDay = (t: Context) => inDays(t, 40);

/** An own ticket that was given a due date, once for the whole run. */
const dueOnADay = (t: Context): Promise<Update> => sharedUpdate(t, 'due on a day', { dueDate: dueDay(t) });

/** @throws Untestable when not even a day can be given as due date */
async function needDueDates(t: Context): Promise<void> {
  const { answer, after } = await dueOnADay(t);
  t.needs(answer, 'updateTicket/dueDate-stored');
  if (t.value(after, 'getTicket/duedate-is-time-or-null') === null) {
    throw new Untestable('updateTicket/dueDate-stored', 'A ticket that was given a due date shows none');
  }
}

/** Whether a ticket is overdue. That the field is a boolean is judged by another check. */
const isOverdue = (value: unknown) => value === true || Number(value) === 1;

export const checks: Check[] = [
  check('updateTicket/dueDate-stored', 'Send a day as `dueDate` and read the ticket', async (t) => {
    const { answer, after } = await dueOnADay(t);
    const day = dueDay(t);
    await t.succeeds(answer);
    const shown = t.value(after, 'getTicket/duedate-is-time-or-null');
    t.that(String(shown).startsWith(day), `a time on ${day}`, show(shown), after, '/duedate');
  }),

  check('updateTicket/dueDate-with-time', 'Send a time as `dueDate`, with and without offset', async (t) => {
    await needDueDates(t);
    const day = dueDay(t);
    const ticket = await makeTicket(t, 'due at a time');
    const local = await due(t, ticket, `${day}T17:30:00`);
    t.equal(local.after, '/duedate', local.shown, `${day} 17:30:00`);
    // The time zone of the database is not known, but one moment is one time in it, however it is written.
    const utc = await due(t, ticket, `${day}T10:15:00Z`);
    const ahead = await due(t, ticket, `${day}T12:15:00+02:00`);
    const expected = `${show(utc.shown)} as for ${day}T10:15:00Z`;
    t.that(ahead.shown === utc.shown, expected, show(ahead.shown), [ahead.after, utc.after], '/duedate');
  }),

  check('updateTicket/dueDate-null-clears', 'Send null as `dueDate` of a ticket that has one', async (t) => {
    await needDueDates(t);
    const ticket = await makeTicket(t, 'no longer due');
    await due(t, ticket, dueDay(t));
    const { after } = await updateAndRead(t, ticket, { dueDate: null });
    t.equal(after, '/duedate', t.value(after, 'getTicket/duedate-is-time-or-null'), null);
  }),

  check('updateTicket/dueDate-future-clears-overdue', 'Send a future `dueDate` for an overdue ticket', async (t) => {
    await needDueDates(t);
    const ticket = await makeTicket(t, 'no longer overdue');
    const past = await update(t, ticket.number, { dueDate: inDays(t, -40) });
    const before = past.isSuccess ? ticketIn(await readTicket(t, ticket.number)) : {};
    if (!isOverdue(before.isOverdue)) {
      throw new Skip(
        'no-data',
        'The installation does not mark a ticket overdue at once; its cron job may do it later.',
      );
    }
    const { after } = await updateAndRead(t, ticket, { dueDate: inDays(t, 40) });
    const { isOverdue: shown } = ticketIn(after);
    if (shown === undefined) t.value(after, 'getTicket/isOverdue-is-boolean');
    t.that(!isOverdue(shown), 'false', show(shown), after, '/isOverdue');
  }),

  check('updateTicket/dueDate-invalid-400', 'Send a `dueDate` that is no ISO 8601 date', async (t) => {
    await refusedUpdates(
      t,
      invalidDates(t).map((dueDate) => ({ dueDate })),
    );
  }),

  check('updateTicket/dueDate-impossible-400', 'Send February 30 as `dueDate`', async (t) => {
    await refusedUpdates(t, [{ dueDate: impossibleDate(t) }]);
  }),

  check('updateTicket/closing-sets-closed', 'Close a ticket and open it again', async (t) => {
    const [closing, opening] = [await statusOf(t, 'closed'), await statusOf(t, 'open')];
    const ticket = await makeTicket(t, 'closed and opened');
    for (const { id, name, state } of [closing, opening]) {
      t.needs(await update(t, ticket.number, { statusId: Number(id) }), 'updateTicket/status-by-id');
      const after = await readTicket(t, ticket.number);
      const { statusId } = ticketIn(after);
      if (Number(statusId) !== Number(id)) {
        throw new Untestable('updateTicket/status-by-id', `The ticket did not get the status ${name}`);
      }
      const closed = t.value(after, 'getTicket/closed-is-time-or-null');
      const right = state === 'closed' ? Boolean(closed) : closed === null;
      t.that(right, state === 'closed' ? 'a time' : 'null', show(closed), after, '/closed');
    }
  }),
];
