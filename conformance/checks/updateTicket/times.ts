/** Checks of the times that an update sets: the due date, and the time of closing. */
import type { Answer } from '../../client/answer.js';
import { isSuccess } from '../../client/success.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { told } from '../../steps/created.js';
import { inDays } from '../../steps/days.js';
import { statusOf } from '../../steps/facts.js';
import { loose, makeTicket, type OwnTicket, readTicket } from '../../steps/own-ticket.js';
import { refusedUpdates } from '../../steps/refused-updates.js';
import { updateAndRead } from '../../steps/updated.js';

/** Gives a ticket a due date. @returns the ticket, and the due date that it shows */
async function due(t: Context, ticket: OwnTicket, dueDate: string) {
  const { after } = await updateAndRead(t, ticket, { dueDate });
  return { after, shown: told(t, after, 'getTicket/duedate-is-time-or-null') };
}

/** An own ticket that was given a due date, once for the whole run. */
const dueOnADay = (t: Context): Promise<{ day: string; answer: Answer; after: Answer }> =>
  t.share('due on a day', async (own) => {
    const { number } = await makeTicket(own, 'due on a day');
    const day = inDays(own, 40);
    const answer = await own.call('updateTicket', { path: { number, format: 'json' }, body: { dueDate: day } });
    return { day, answer, after: await readTicket(own, number) };
  });

/** @throws Untestable when not even a day can be given as due date */
async function needDueDates(t: Context): Promise<void> {
  const { answer, after } = await dueOnADay(t);
  t.needs(answer, 'updateTicket/dueDate-stored');
  if (told(t, after, 'getTicket/duedate-is-time-or-null') === null) {
    throw new Untestable('updateTicket/dueDate-stored', 'A ticket that was given a due date shows none');
  }
}

/** Whether a ticket is overdue, read leniently: that it is a boolean has a check of its own. */
const isOverdue = (value: unknown) => value === true || Number(value) === 1;

const invalid = (t: Context) => {
  const [year, month, day] = inDays(t, 40).split('-');
  return ['soon', 'tomorrow', `${month}/${day}/${year}`];
};

export const timeChecks: Check[] = [
  check('updateTicket/dueDate-stored', 'Send a day as `dueDate` and read the ticket', async (t) => {
    const { day, answer, after } = await dueOnADay(t);
    await t.succeeds(answer);
    const shown = told(t, after, 'getTicket/duedate-is-time-or-null');
    t.that(String(shown).startsWith(day), `a time on ${day}`, show(shown), after, '/duedate');
  }),

  check('updateTicket/dueDate-with-time', 'Send a time as `dueDate`, with and without offset', async (t) => {
    await needDueDates(t);
    const day = inDays(t, 40);
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
    await due(t, ticket, inDays(t, 40));
    const { after } = await updateAndRead(t, ticket, { dueDate: null });
    t.equal(after, '/duedate', told(t, after, 'getTicket/duedate-is-time-or-null'), null);
  }),

  check('updateTicket/dueDate-future-clears-overdue', 'Send a future `dueDate` for an overdue ticket', async (t) => {
    await needDueDates(t);
    const ticket = await makeTicket(t, 'no longer overdue');
    const path = { number: ticket.number, format: 'json' } as const;
    const past = await t.call('updateTicket', { path, body: { dueDate: inDays(t, -40) } });
    const before = isSuccess(past) ? loose(await readTicket(t, ticket.number)) : {};
    if (!isOverdue(before.isOverdue)) {
      throw new Skip(
        'no-data',
        'The installation does not mark a ticket overdue at once; its cron job may do it later.',
      );
    }
    const { after } = await updateAndRead(t, ticket, { dueDate: inDays(t, 40) });
    const { isOverdue: shown } = loose(after);
    if (shown === undefined) told(t, after, 'getTicket/isOverdue-is-boolean');
    t.that(!isOverdue(shown), 'false', show(shown), after, '/isOverdue');
  }),

  check('updateTicket/dueDate-invalid-400', 'Send a `dueDate` that is no ISO 8601 date', async (t) => {
    const bodies = invalid(t).map((dueDate) => ({ dueDate }));
    await refusedUpdates(t, bodies);
  }),

  check('updateTicket/dueDate-impossible-400', 'Send February 30 as `dueDate`', async (t) => {
    const dueDate = `${t.session.run.startedAt.getUTCFullYear() + 1}-02-30`;
    await refusedUpdates(t, [{ dueDate }]);
  }),

  check('updateTicket/closing-sets-closed', 'Close a ticket and open it again', async (t) => {
    const [closing, opening] = [await statusOf(t, 'closed'), await statusOf(t, 'open')];
    const ticket = await makeTicket(t, 'closed and opened');
    for (const { id, name, state } of [closing, opening]) {
      const path = { number: ticket.number, format: 'json' } as const;
      t.needs(await t.call('updateTicket', { path, body: { statusId: Number(id) } }), 'updateTicket/status-by-id');
      const after = await readTicket(t, ticket.number);
      const { statusId } = loose(after);
      if (Number(statusId) !== Number(id)) {
        throw new Untestable('updateTicket/status-by-id', `The ticket did not get the status ${name}`);
      }
      const closed = told(t, after, 'getTicket/closed-is-time-or-null');
      const right = state === 'closed' ? Boolean(closed) : closed === null;
      t.that(right, state === 'closed' ? 'a time' : 'null', show(closed), after, '/closed');
    }
  }),
];
