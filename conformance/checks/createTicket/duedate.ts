/** Checks of the due date of a new ticket. */
import { type Check, check } from '../../kernel/check.js';
import { show } from '../../kernel/show.js';
import { creation } from '../../steps/creations.js';
import { ticketIn } from '../../steps/own-tickets.js';
import { refusedCreations } from '../../steps/refused-creations.js';
import { judgeCreations } from '../../steps/several-fields.js';
import { type DueDateRequest, dueDateChecks } from '../generic/due-dates.js';

const judgeDates: DueDateRequest['judge'] = (t, judge) =>
  judgeCreations(t, (create) => judge((duedate) => create(`due ${duedate}`, { duedate })));

export const checks: Check[] = [
  ...dueDateChecks({
    prefix: 'createTicket/duedate',
    judgeDay: judgeDates,
    judge: judgeDates,
    refused: (t, dates) =>
      refusedCreations(
        t,
        `due ${dates[0]}`,
        dates.map((duedate) => (valid) => ({ ...valid, duedate })),
      ),
  }),

  check('createTicket/duedate-in-the-past', 'Create a ticket with a `duedate` in the past', async (t) => {
    await t.works('createTicket');
    const { answer, after } = await creation(t, 'due in the past', { duedate: '2001-02-03' });
    return after
      ? `accepted, and the ticket shows the due date ${show(ticketIn(after).duedate)}`
      : `not accepted: ${answer.summary}`;
  }),
];
