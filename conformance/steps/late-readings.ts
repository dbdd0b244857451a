/** Whether a ticket shows late what was done to it, as from a cache, or from a copy of the database. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Context } from '../kernel/context.js';
import { nothingIfMissing } from '../kernel/outcome.js';
import { plainNote, plainWords } from './notes.js';
import { readTicket } from './own-tickets.js';

/** Milliseconds after which a ticket is read once more. */
const afterMs = 1000;

export interface LateReading {
  /** Read at once after an update, and a moment later. */
  first: Answer;
  second: Answer;
}

/**
 * A note that was not shown at once, and was a moment later.
 *
 * @returns nothing where it is shown at once, or never
 */
export const lateReading = (t: Context): Promise<LateReading | undefined> =>
  t.share('whether changes are shown late', async (own) => {
    if (own.session.run.mode === 'read') return undefined;
    const note = await plainNote(own).catch(nothingIfMissing);
    if (!note?.answer.isSuccess || note.after.text.includes(plainWords)) return undefined;
    if (own.session.wire.live) await pause(afterMs);
    const second = await readTicket(own, note.ticket.number).catch(nothingIfMissing);
    return second?.text.includes(plainWords) ? { first: note.after, second } : undefined;
  });
