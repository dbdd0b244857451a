/** Checks of the time of closing, which an update of the status sets. */
import { type Check, check } from '../../kernel/check.js';
import type { Answer } from '../../kernel/context.js';
import { Untestable, Violation } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { closedTicket, closeNew } from '../../steps/closed-ticket.js';
import { sharedFirst } from '../../steps/comparisons.js';
import { type Status, statusOf } from '../../steps/lookups.js';
import { readTicket, ticketIn } from '../../steps/own-tickets.js';
import { update } from '../../steps/updates.js';

export const checks: Check[] = [
  check('updateTicket/closing-sets-closed', 'Close a ticket and open it again', async (t) => {
    const opening = await statusOf(t, 'open');
    const expectState = ({ id, name, state }: Status, answer: Answer, after: Answer) => {
      t.needs(answer, 'updateTicket/status-by-id');
      if (Number(ticketIn(after).statusId) !== Number(id)) {
        throw new Untestable('updateTicket/status-by-id', `The ticket did not get the status ${name}`);
      }
      const closed = t.value(after, 'getTicket/closed-is-time-or-null');
      const right = state === 'closed' ? Boolean(closed) : closed === null;
      t.that(right, state === 'closed' ? 'a time' : 'null', show(closed), after, '/closed');
    };
    const judge = async ({ ticket: { number }, status, answer, after }: Awaited<ReturnType<typeof closeNew>>) => {
      expectState(status, answer, after);
      const opened = await update(t, number, { statusId: Number(opening.id) });
      expectState(opening, opened, await readTicket(t, number));
    };
    await sharedFirst(
      async () => judge(await closedTicket(t)),
      async () => judge(await closeNew(t, 'closed and opened')),
      [Violation, Untestable],
    );
  }),
];
