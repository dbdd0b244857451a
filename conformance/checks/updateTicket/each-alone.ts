/** Check that each field of an update can be sent alone. */
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { acceptedAlone } from '../../steps/accepted-alone.js';
import { closableTicket } from '../../steps/closed-ticket.js';
import { lookupFields, usableIds } from '../../steps/lookup-fields.js';
import { inDays, makeTicket } from '../../steps/own-tickets.js';
import { type TicketChanges, update } from '../../steps/updates.js';

/** A value for each of the other fields that can be sent alone. */
async function oneOfEach(t: Context): Promise<{ all: TicketChanges; bodies: TicketChanges[] }> {
  const known = await acceptedAlone(t);
  const ids = await usableIds(t, ...Object.values(lookupFields));
  const all: TicketChanges = { ...ids, dueDate: inDays(t, 30), note: 'Nothing but a note.' };
  if (t.session.capabilities.subtickets && !known.has('parentTicketNumber')) {
    all.parentTicketNumber = (await makeTicket(t, 'parent, sent alone')).number;
  }
  const bodies = Object.entries(all)
    .filter(([field]) => !known.has(field))
    .map(([field, value]) => ({ [field]: value }) as TicketChanges);
  return { all, bodies };
}

export const checks: Check[] = [
  check('updateTicket/all-fields-optional', 'Send each field alone', async (t) => {
    const { all, bodies } = await oneOfEach(t);
    if (bodies.length === 0) return;
    const { number } = await closableTicket(t, 'one field at a time');
    const alone: { body: TicketChanges; answer: Answer }[] = [];
    for (const body of bodies) alone.push({ body, answer: await update(t, number, body) });
    const refused = alone.filter(({ answer }) => !answer.isSuccess);
    for (const { body, answer } of refused) {
      // A field that is refused together with others, too, is not refused for being alone.
      const taken = Object.entries(all).filter(([name]) => !refused.some((one) => name in one.body));
      const others = taken.length > 0 ? Object.fromEntries(taken) : all;
      const together = await update(t, number, { ...others, ...body });
      const [field] = Object.keys(body);
      t.that(!together.isSuccess, `\`${field}\` alone to be accepted`, `${answer.summary}, with others accepted`, [
        answer,
        together,
      ]);
    }
    const [first] = refused;
    if (refused.length === Object.keys(all).length && first) await t.succeeds(first.answer);
  }),
];
