/** A ticket that is changed later than a second after it was made, and once more, without a note. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Context } from '../kernel/context.js';
import { beside } from '../kernel/each.js';
import { nothingIfMissing } from '../kernel/outcome.js';
import { lookupFields, usableIds } from './lookup-fields.js';
import { makeTicket, type OwnTicket, readTicket } from './own-tickets.js';
import { type TicketChanges, update } from './updates.js';

/** Times are whole seconds: without the pause, a time that changes could look the same. */
const pauseMs = 1100;

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
    const wait = async () => (own.session.wire.live ? pause(pauseMs) : undefined);
    const change = async (fields: TicketChanges): Promise<Change> => ({
      answer: own.needs(await update(own, ticket.number, fields), 'updateTicket/answers-200'),
      after: await readTicket(own, ticket.number),
    });
    await wait();
    const noted = await change({ note: 'Later.', noteFormat: 'text' });
    const changed: ChangedLater = { ticket, before, noted };
    await beside(own, async () => {
      const ids = await usableIds(own, lookupFields.priority).catch(nothingIfMissing);
      if (ids?.priority === undefined) return;
      await wait();
      await makeTicket(own, 'made between two changes of another');
      await wait();
      const prioritized = await change(ids).catch(nothingIfMissing);
      if (prioritized) changed.prioritized = prioritized;
    });
    return changed;
  });
