/** Checks of the due date that an update sets. */
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { dueMoments } from '../../steps/due-moments.js';
import { inDays, ticketIn } from '../../steps/own-tickets.js';
import {
  judgeUpdates,
  readInTurn,
  refusedUpdates,
  sharedUpdate,
  type TicketChanges,
  update,
  updateInTurn,
} from '../../steps/updates.js';
import { dueDateChecks, dueDateOf } from '../generic/due-dates.js';

/** A ticket that was given a day as its due date, once for all checks. */
const dueOnADay = (t: Context) => sharedUpdate(t, 'due on a day', { dueDate: dueMoments(t).day });

/** @throws Untestable when not even a day can be given as due date */
async function needsDueDates(t: Context): Promise<void> {
  const { answer, after } = await dueOnADay(t);
  t.needs(answer, 'updateTicket/dueDate-stored');
  if (dueDateOf(t, after) === null) {
    throw new Untestable('updateTicket/dueDate-stored', 'A ticket that was given a due date shows none');
  }
}

/** Whether a ticket is overdue. That the field is a boolean is judged by another check. */
const isOverdue = (value: unknown) => value === true || Number(value) === 1;

export const checks: Check[] = [
  ...dueDateChecks({
    prefix: 'updateTicket/dueDate',
    judgeDay: (t, judge) =>
      judge(async () => {
        const { answer, after } = await dueOnADay(t);
        await t.succeeds(answer);
        return after;
      }),
    judge: (t, judge) =>
      judgeUpdates(t, dueOnADay, 'due at a time', (turn) => judge((dueDate) => updateInTurn(t, turn, { dueDate }))),
    refused: (t, dates) =>
      refusedUpdates(
        t,
        dates.map((dueDate) => ({ dueDate })),
      ),
    works: needsDueDates,
    canBeMore: true,
  }),

  check('updateTicket/dueDate-null-clears', 'Send null as `dueDate` of a ticket that has one', async (t) => {
    await needsDueDates(t);
    await judgeUpdates(t, dueOnADay, 'no longer due', async (turn) => {
      if (!turn.reading || dueDateOf(t, turn.reading) === null) {
        await updateInTurn(t, turn, { dueDate: dueMoments(t).day });
      }
      const after = await updateInTurn(t, turn, { dueDate: null });
      t.equal(after, '/duedate', dueDateOf(t, after), null);
    });
  }),

  check('updateTicket/dueDate-future-clears-overdue', 'Send a future `dueDate` for an overdue ticket', async (t) => {
    await needsDueDates(t);
    await judgeUpdates(t, dueOnADay, 'no longer overdue', async (turn) => {
      const becomesOverdue = async () =>
        (await update(t, turn.ticket.number, { dueDate: inDays(t, -40) })).isSuccess &&
        isOverdue(ticketIn(await readInTurn(t, turn)).isOverdue);
      const expectCleared = async (beside: TicketChanges) => {
        const after = await updateInTurn(t, turn, { dueDate: dueMoments(t).day, ...beside });
        const { isOverdue: shown } = ticketIn(after);
        if (shown === undefined) t.value(after, 'getTicket/isOverdue-is-boolean');
        t.that(!isOverdue(shown), 'false', show(shown), after, '/isOverdue');
      };
      if (!(await becomesOverdue())) {
        throw new Skip(
          'no-data',
          'The installation does not mark a ticket overdue at once; its cron job may do it later.',
        );
      }
      await expectCleared({});
      if (await becomesOverdue()) await expectCleared({ note: 'A note beside a due date.', noteFormat: 'text' });
    });
  }),
];
