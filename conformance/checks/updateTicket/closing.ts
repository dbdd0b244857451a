/** Checks of the time of closing, which an update of the status sets, and of the status that comes after. */
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { beside } from '../../kernel/each.js';
import { Skip, Untestable, Violation } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { closableTicket, closeAgain, closedTicket, closeNew, needsClosed } from '../../steps/closed-ticket.js';
import { sharedFirst } from '../../steps/comparisons.js';
import { type Status, statuses, statusOf } from '../../steps/lookups.js';
import { readTicket, ticketIn } from '../../steps/own-tickets.js';
import { update, updateAndRead } from '../../steps/updates.js';

/** Expects a ticket that was opened again to show the time of its second closing, and not that of the first. */
async function expectClosedAnew(t: Context, number: string, status: Status, before: Answer): Promise<void> {
  const first = t.value(before, 'getTicket/closed-is-time-or-null');
  const { answer, after } = await closeAgain(t, number, status);
  const shown = t.value(after, 'getTicket/closed-is-time-or-null');
  if (!answer.isSuccess || shown === null) return;
  t.that(
    shown !== first,
    `another time than ${show(first)}, when it was closed before`,
    show(shown),
    [before, answer, after],
    '/closed',
  );
}

export const checks: Check[] = [
  check('updateTicket/closing-sets-closed', 'Close a ticket and open it again', async (t) => {
    const opening = await statusOf(t, 'open');
    const expectState = async (status: Status, answer: Answer, after: Answer) => {
      const { id, name, state } = status;
      t.needs(answer, 'updateTicket/status-by-id');
      if (Number(ticketIn(after).statusId) !== Number(id)) {
        throw new Untestable('updateTicket/status-by-id', `The ticket did not get the status ${name}`);
      }
      const closed = t.value(after, 'getTicket/closed-is-time-or-null');
      const right = state === 'closed' ? Boolean(closed) : closed === null;
      if (!right) await needsClosed(t, status);
      t.that(right, state === 'closed' ? 'a time' : 'null', show(closed), after, '/closed');
    };
    const judge = async ({ ticket: { number }, status, answer, after }: Awaited<ReturnType<typeof closeNew>>) => {
      await expectState(status, answer, after);
      const opened = await update(t, number, { statusId: Number(opening.id) });
      await expectState(opening, opened, await readTicket(t, number));
      await beside(t, () => expectClosedAnew(t, number, status, after));
    };
    await sharedFirst(
      async () => judge(await closedTicket(t)),
      async () => judge(await closeNew(t, 'closed and opened')),
      [Violation, Untestable],
    );
  }),

  check('updateTicket/status-archived', 'Send "Archived" as `statusId`', async (t) => {
    const listed = (await statuses(t)).find(({ name }) => /^archived$/i.test(name));
    if (!listed) throw new Skip('not-applicable', 'The installation lists no status "Archived".');
    const { after } = await updateAndRead(t, await closableTicket(t, 'to be archived'), { statusId: listed.name });
    t.equal(after, '/statusId', t.value(after, 'getTicket/statusId-is-integer'), Number(listed.id));
  }),
];
