/** Whether a ticket that is read shows what was done to it: at once, a moment later, or only with what was done next. */
import { setTimeout as pause } from 'node:timers/promises';
import type { RequirementId } from '../../generated/requirements.js';
import type { Answer, Context } from '../kernel/context.js';
import { nothingIfMissing } from '../kernel/outcome.js';
import { plainNote, plainWords } from './notes.js';
import { getTicket, inDays, makeTicket, readTicket } from './own-tickets.js';
import { type TicketChanges, update } from './updates.js';

const showsAtOnce = 'getTicket/shows-changes-at-once';
/** Milliseconds after which a ticket is read once more. */
const afterMs = 1000;

export interface LateReading {
  /** What is wrong with reading. */
  requirement: RequirementId;
  /** Read at once after a note, and when the note was shown. */
  answers: [first: Answer, later: Answer];
}

/**
 * A note that was not shown at once, and was later.
 *
 * @returns nothing where it is shown at once, and nothing where no answer shows it
 */
export const lateReading = (t: Context): Promise<LateReading | undefined> =>
  t.share('whether changes are shown late', async (own) => {
    if (own.session.run.mode === 'read') return undefined;
    const note = await plainNote(own).catch(nothingIfMissing);
    if (!note?.answer.isSuccess || note.after.text.includes(plainWords)) return undefined;
    // Not the same ticket: it may have got other notes since.
    return severalReadings(own).catch(nothingIfMissing);
  });

async function severalReadings(t: Context): Promise<LateReading | undefined> {
  const { number } = await makeTicket(t, 'that is read at once after a note');
  const add = async (body: TicketChanges) => t.needs(await update(t, number, body), 'updateTicket/note-added');
  await add({ note: plainWords });
  const first = await readTicket(t, number);
  if (first.text.includes(plainWords)) return undefined;
  if (t.session.wire.live) await pause(afterMs);
  const second = await readTicket(t, number);
  if (second.text.includes(plainWords)) {
    return { requirement: showsAtOnce, answers: [first, second] };
  }
  const dueDate = inDays(t, 35);
  await add({ note: 'Another note.', dueDate });
  const third = await readTicket(t, number);
  if (third.text.includes(plainWords)) return { requirement: 'getTicket/thread-is-complete', answers: [first, third] };
  // Where each address is kept as it was read first, one that was not read yet shows what there is: the due date, too.
  const asXml = await getTicket(t, number, 'xml');
  const isKept = !third.text.includes(dueDate) && asXml.text.includes(dueDate) && asXml.text.includes(plainWords);
  return isKept ? { requirement: showsAtOnce, answers: [third, asXml] } : undefined;
}
