/**
 * Tickets that are only read. In a run that writes, its own ones come first, so that the verdict does not depend on what
 * else is in the installation.
 */
import { Unsafe } from '../client/guard.js';
import type { Answer, Context } from '../kernel/context.js';
import { withFirst } from '../kernel/each.js';
import { Skip, Untestable } from '../kernel/outcome.js';
import { getTicket, makeTicket, sharedTicket } from './own-tickets.js';
import { attachment, png, sampleBytes } from './sample-files.js';
import { update } from './updates.js';

/** A ticket in a search as it came. */
type Row = Record<string, unknown>;

/** The answer to a search for the newest tickets, 100 at most. Not judged. */
export const newestAnswer = (t: Context): Promise<Answer> =>
  t.share('newest tickets', (own) => own.call('searchTickets', { query: { limit: 100 } }));

/** The newest tickets that a search shows. @throws Untestable when it answers no array */
export async function newest(t: Context): Promise<{ answer: Answer; rows: Row[] }> {
  const answer = t.needs(await newestAnswer(t), 'searchTickets/answers-an-array');
  return { answer, rows: answer.meant as Row[] };
}

/** The same; none where the search does not work. */
export const newestRows = (t: Context): Promise<Row[]> =>
  newest(t).then(
    ({ rows }) => rows,
    () => [],
  );

/** Tickets in a search that can be asked for by their number. */
const withNumber = (rows: readonly Row[]) =>
  rows.filter((row): row is Row & { number: string } => typeof row.number === 'string' && row.number !== '');

/** The number of a ticket that can be read: an own one, or in a run that only reads one that search shows. */
export async function aTicketNumber(t: Context): Promise<string> {
  if (t.session.run.mode === 'write') return (await sharedTicket(t, 'to be read')).number;
  const [row] = withNumber((await newest(t)).rows);
  if (!row) throw new Skip('no-data', 'Search shows no ticket that could be read.');
  return row.number;
}

/** How many existing tickets are read in addition to the run's own. */
const sampleSize = 8;

/** Tickets as getTicket answers them: an own one with everything in it, and some existing ones. Not judged. */
export const sampleAnswers = (t: Context): Promise<Answer[]> =>
  t.share('sample of tickets', async (own) => {
    const rich = t.session.run.mode === 'write' ? await richTicket(own) : undefined;
    const answers: Answer[] = rich ? [await richAnswer(own)] : [];
    const others = withNumber(await newestRows(own)).filter(({ number }) => number !== rich?.number);
    for (const number of new Set(diverse(others, sampleSize).map((row) => row.number))) {
      const answer = await getTicket(own, number);
      // Somebody else may have deleted the ticket meanwhile.
      if (!answer.isRefusedAs('getTicket/unknown-404')) answers.push(answer);
    }
    return answers;
  });

/**
 * Those of them that can be read; the others are reported by the checks of answers-200 and of the format.
 *
 * @throws Skip when there is no ticket or the key may not search, Untestable when none can be read
 */
export async function sampleTickets(t: Context): Promise<Answer[]> {
  const answers = await sampleAnswers(t);
  const [first] = answers;
  if (!first) {
    // Where none is known since the search may not be used, or does not work, that is the reason.
    await newest(t);
    throw new Skip('no-data', 'There is no ticket that could be read.');
  }
  const readable = answers.filter((answer) => answer.isSuccess && answer.json !== undefined);
  return readable.length > 0 ? readable : [t.needs(first, 'getTicket/answers-200')];
}

/** Whether a ticket shows an entry of a type: then tickets can be read that have one. */
export async function showEntries(t: Context, of: 'message' | 'note'): Promise<boolean> {
  const tickets = (await sampleTickets(t)).map(({ meant }) => meant as { thread?: { type?: unknown }[] });
  return tickets.some(({ thread }) => Array.isArray(thread) && thread.some((entry) => entry?.type === of));
}

/** @throws Untestable where no ticket whatever shows one: then it is the reading that is wrong */
export async function needsMessages(t: Context): Promise<void> {
  if (await showEntries(t, 'message')) return;
  const id = 'getTicket/thread-type-message';
  throw new Untestable(id, `Needed ${id}, but no ticket that was read shows an entry of this type`);
}

/** The numbers of some tickets that can be read, in a run that writes an own one first. */
export async function someNumbers(t: Context): Promise<string[]> {
  const own = t.session.run.mode === 'write' ? [(await richTicket(t)).number] : [];
  return [
    ...own,
    ...withNumber(await newestRows(t))
      .slice(-2)
      .map(({ number }) => number),
  ];
}

/** The files of the own rich ticket: one comes with its message, the other with its note. */
export const richFiles = [
  { name: 'bytes.png', type: png.type, content: sampleBytes },
  { name: 'note.txt', type: 'text/plain', content: Buffer.from('Ä note\n') },
] as const;
const [withMessage, withNote] = richFiles.map(({ name, type, content }) => attachment(name, type, content));

/** With what XML may lose: blanks at the ends, and what ends a part that is not to be read. The second is a former one. */
const richNotes = ['  A note with a file. ]]> & more\n', 'A note with a file.'] as const;

/** An own ticket with a note, and with attachments on the message and on the note. */
const richTicket = (t: Context) =>
  t.share('own rich ticket', async (own) => {
    const ticket = await makeTicket(own, 'with everything: Ä ß 漢字 & "quotes"', {
      attachments: [withMessage ?? {}],
    });
    const others = { noteFormat: 'text' as const, attachments: [withNote ?? {}] };
    // Where tickets do not show whose they are, this one stays without a note.
    const notSent = await withFirst(richNotes, (note) => update(own, ticket.number, { note, ...others })).then(
      () => undefined,
      ifUnsafe,
    );
    return { ...ticket, notSent };
  });

/** How that ticket reads; asked once, since no check changes it. Not judged. */
const richAnswer = (t: Context): Promise<Answer> =>
  t.share('reading of the own rich ticket', async (own) => getTicket(own, (await richTicket(own)).number));

/** The same. @throws Untestable when it cannot be read; what is missing in it is reported by the checks of its fields */
export const richReading = async (t: Context): Promise<Answer> => t.needs(await richAnswer(t), 'getTicket/answers-200');

/** The same with its note. @throws also Unsafe where the note was not sent */
export async function richReadingWithNote(t: Context): Promise<Answer> {
  const { notSent } = await richTicket(t);
  if (notSent) throw notSent;
  return richReading(t);
}

/** What the fields of a row show: null or something, true or false, which status. */
const traits = (row: Row): string[] =>
  Object.entries(row).map(([name, value]) =>
    value === null || typeof value === 'boolean' || name === 'status' ? `${name} ${value}` : name,
  );

/**
 * Chooses rows that differ from each other, so that a few of them show what all of them can have: the first rows that each
 * show something that none before them did, and then others, spread over the list.
 */
export function diverse<One extends Row>(rows: readonly One[], most: number): One[] {
  const seen = new Set<string>();
  const chosen: One[] = [];
  for (const row of rows) {
    const fresh = traits(row).filter((trait) => !seen.has(trait));
    if (fresh.length === 0 || chosen.length === most) continue;
    for (const trait of fresh) seen.add(trait);
    chosen.push(row);
  }
  const others = rows.filter((row) => !chosen.includes(row));
  const missing = most - chosen.length;
  const step = Math.max(1, Math.floor(others.length / Math.max(1, missing)));
  return [...chosen, ...others.filter((_, index) => index % step === 0).slice(0, missing)];
}

/** @returns what says that a request was not sent @throws anything else */
function ifUnsafe(reason: unknown): Unsafe {
  if (reason instanceof Unsafe) return reason;
  throw reason;
}
