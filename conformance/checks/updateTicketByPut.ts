/** Checks of updateTicketByPut: PUT /tickets-update.php/{number}.{format}. */
import { type Check, check } from '../kernel/check.js';
import type { Context } from '../kernel/context.js';
import { Untestable } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { inDays, makeTicket, readTicket, ticketIn } from '../steps/own-tickets.js';
import { refusedUpdates, update } from '../steps/updates.js';

/** What an update with a due date and a note answered and did, without what differs from ticket to ticket. */
async function updatedBy(t: Context, method: 'updateTicket' | 'updateTicketByPut') {
  const { number } = await makeTicket(t, 'the same by PATCH and by PUT');
  const body = { dueDate: inDays(t, 40), note: 'The same by either method.', noteFormat: 'text' } as const;
  const answer = await update(t, number, body, method);
  const after = await readTicket(t, number);
  const { duedate } = ticketIn(after);
  const [thread] = t.field(after, 'getTicket/thread-is-array') as [Record<string, unknown>[]];
  // By their times another order may come of it where the clock was put back between the two; that order has its own check.
  const entries = thread.map(({ type, body }) => show({ type, body })).sort();
  const itsNumber = answer.text.trim() === number;
  const notes = thread.filter((entry) => String(entry.body).includes(body.note));
  const isAsSent = String(duedate).startsWith(body.dueDate) && notes.length === 1 && notes[0]?.type === 'note';
  return {
    answer,
    after,
    isAsSent,
    notes: notes.length,
    did: { answered: [answer.status, answer.contentType, itsNumber], duedate, entries },
  };
}

export const checks: Check[] = [
  check('updateTicketByPut/same-as-patch', 'Send the same changes by PATCH and by PUT', async (t) => {
    const put = await updatedBy(t, 'updateTicketByPut');
    const patch = await updatedBy(t, 'updateTicket');
    if (!patch.answer.isSuccess) {
      await t.works('updateTicket');
      throw new Untestable('updateTicket/dueDate-stored', `By PATCH the answer was ${patch.answer.summary}`);
    }
    const seen = [put.answer, put.after, patch.answer, patch.after];
    const [expected, actual] = [show(patch.did), show(put.did)];
    // Where PUT answers as both must and PATCH does not, the fault is that of PATCH.
    const right = show([200, 'text/plain', true]);
    if (show(put.did.answered) === right && show(patch.did.answered) !== right) {
      throw new Untestable('updateTicket/answers-the-number', `By PATCH the answer was ${patch.answer.summary}`);
    }
    if (put.isAsSent && !patch.isAsSent) {
      const ofNotes = patch.notes > 1 ? 'updateTicket/note-added-once' : 'updateTicket/note-added';
      const broken = put.did.duedate === patch.did.duedate ? ofNotes : 'updateTicket/dueDate-stored';
      throw new Untestable(broken, `By PATCH ${expected} came of it`);
    }
    t.that(actual === expected, `the same as by PATCH: ${expected}`, actual, seen);
  }),

  check('updateTicketByPut/unknown-field-refused', 'Send `duedate` in place of `dueDate`', async (t) => {
    const body = { note: 'This note must not be added.', duedate: inDays(t, 30) };
    await refusedUpdates(t, [body], 'updateTicketByPut');
  }),
];
