/** Notes that checks add to one ticket in turn. */
import type { Answer, Context } from '../kernel/context.js';
import { withFirst } from '../kernel/each.js';
import { Untestable } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { added } from './comparisons.js';
import { unixLines } from './creations.js';
import { needsReading } from './only-in-xml.js';
import { makeTicket, readTicket, ticketIn } from './own-tickets.js';
import { entriesOf } from './set-fields.js';
import {
  judgeUpdates,
  readInTurn,
  type SharedUpdate,
  sharedUpdate,
  type TicketChanges,
  type TicketInTurn,
  update,
  updateInTurn,
} from './updates.js';

export const plainWords = 'A note that is internal.';

/** A ticket that got a note in the simplest form, once for the whole run. */
export const plainNote = (t: Context): Promise<SharedUpdate> => sharedUpdate(t, 'a note', { note: plainWords });

/** What the thread entries of a ticket say. @throws Untestable when it shows no thread */
export function bodiesOf(t: Context, ticket: Answer): string[] {
  const { thread } = ticketIn(ticket);
  if (!Array.isArray(thread)) throw new Untestable('getTicket/thread-is-array', `The thread was ${show(thread)}`);
  return t.field(ticket, 'getTicket/thread-body-is-string').map((body) => unixLines(String(body)));
}

/** @throws Untestable when an entry is a note in the XML of the ticket: then it is the reading that calls it otherwise */
export const needsTypes = (t: Context, ticket: Answer, index: number): Promise<void> =>
  needsReading(
    t,
    ticket,
    'getTicket/thread-type-note',
    'only the XML of a ticket calls its note one',
    (asXml) => entriesOf(ticketIn(asXml))[index]?.type === 'note',
  );

/** @throws Untestable when what PUT adds is a note: then it is PATCH that stores something else */
export async function needsNotesOfPatch(t: Context): Promise<void> {
  const { number } = await makeTicket(t, 'a note by PUT');
  await update(t, number, { note: plainWords }, 'updateTicketByPut');
  const entries = entriesOf(ticketIn(await readTicket(t, number)));
  if (entries.find(({ body }) => String(body).includes(plainWords))?.type !== 'note') return;
  const id = 'updateTicket/note-added';
  throw new Untestable(id, `Needed ${id}, but of a note that is sent by PUT comes a note, and of this one none`);
}

/** A ticket that got a note, and what the entries say that came with it. */
export interface Noted {
  after: Answer;
  bodies: string[];
}

/** Adds a note, and expects that to succeed. @throws Untestable when no note whatever is shown */
async function addNote(t: Context, turn: TicketInTurn, body: TicketChanges): Promise<Noted> {
  const before = turn.reading && bodiesOf(t, turn.reading);
  const after = await updateInTurn(t, turn, body);
  // That no note is shown at all is reported by another check.
  if (!bodiesOf(t, (await plainNote(t)).after).some((one) => one.includes(plainWords))) {
    throw new Untestable('updateTicket/note-added', 'A ticket that was given a plain note does not show it');
  }
  return { after, bodies: added(before ?? [], bodiesOf(t, after)) };
}

/**
 * Judges a note on the ticket of the plain one, and where that fails, on a ticket of its own.
 *
 * @param label of that
 * @param notes its text, and those that it had in former evidence
 * @param judge gets the text that was sent, too
 */
export const judgeNote = <T>(
  t: Context,
  label: string,
  notes: readonly [string, ...string[]],
  noteFormat: TicketChanges['noteFormat'],
  judge: (noted: Noted, sent: string) => T | Promise<T>,
): Promise<T> =>
  judgeUpdates(t, plainNote, label, async (turn) => {
    const add = async (note: string) => [await addNote(t, turn, { note, noteFormat }), note] as const;
    return judge(...(await withFirst(notes, add)));
  });

/** More than 25, where a page of a thread ends. */
const notesOfOne = 26;

/** A ticket with many notes. */
export interface ManyNotes {
  after: Answer;
  /** What its entries must say, among others: each in an entry of its own. */
  texts: string[];
}

/** Adds so many notes to a ticket that it has many. @throws Untestable when an update is refused */
export const judgeManyNotes = (t: Context, judge: (many: ManyNotes) => void): Promise<void> =>
  judgeUpdates(t, plainNote, 'many notes', async (turn) => {
    const { number, sent } = turn.ticket;
    const there = turn.reading ? bodiesOf(t, turn.reading) : [];
    const missing = Math.max(2, Math.min(notesOfOne, notesOfOne + 1 - there.length));
    // The last two say the same.
    const notes = Array.from({ length: missing }, (_, index) => `Note ${Math.min(index, missing - 2)} of many.`);
    for (const note of notes) {
      t.needs(await update(t, number, { note, noteFormat: 'text' }), 'updateTicket/answers-200');
    }
    const message = there.some((body) => body.includes(sent.message)) ? [] : [sent.message];
    judge({ after: await readInTurn(t, turn), texts: [...message, ...there, ...notes] });
  });
