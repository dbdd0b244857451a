/** A ticket that is changed later than a second after it was made, and once more, without a note. */
import type { Answer, Context } from '../kernel/context.js';
import { beside } from '../kernel/each.js';
import { nothingIfMissing } from '../kernel/outcome.js';
import { lookupFields, usableIds } from './lookup-fields.js';
import { nextSecond } from './next-second.js';
import { makeTicket, type OwnTicket, readTicket } from './own-tickets.js';
import { type TicketChanges, update } from './updates.js';

interface Change {
  answer: Answer;
  after: Answer;
}

export interface ChangedLater {
  ticket: OwnTicket;
  before: Answer;
  noted: Change;
  /** The priority, which is kept elsewhere than the rest of a ticket; absent where none can be given. */
  prioritized?: Change;
}

/** That ticket, once for all checks. Another one is made between the two changes. */
export const changedLater = (t: Context): Promise<ChangedLater> =>
  t.share('ticket that is changed later', async (own) => {
    const ticket = await makeTicket(own, 'to be updated later');
    const before = await readTicket(own, ticket.number);
    const change = async (fields: TicketChanges): Promise<Change> => ({
      answer: own.needs(await update(own, ticket.number, fields), 'updateTicket/answers-200'),
      after: await readTicket(own, ticket.number),
    });
    await nextSecond(own);
    const noted = await change({ note: 'Later.', noteFormat: 'text' });
    const changed: ChangedLater = { ticket, before, noted };
    await beside(own, async () => {
      const ids = await usableIds(own, lookupFields.priority).catch(nothingIfMissing);
      if (ids?.priority === undefined) return;
      await nextSecond(own);
      await makeTicket(own, 'made between two changes of another');
      await nextSecond(own);
      const prioritized = await change(ids).catch(nothingIfMissing);
      if (prioritized) changed.prioritized = prioritized;
    });
    return changed;
  });
