/**
 * What is in the installation already, for reading only. In a run that writes, its own tickets come first, so that the
 * verdict does not depend on what else is there.
 */

import type { Answer } from '../client/answer.js';
import { isSuccess } from '../client/success.js';
import type { Context } from '../kernel/context.js';
import { Skip, Untestable } from '../kernel/outcome.js';
import { loose, makeTicket, sharedTicket } from './own-ticket.js';
import { various } from './various.js';

/** Rows of searches, as they came. */
type Row = Record<string, unknown>;

/** The answer to a search for the newest tickets, 100 at most. Not judged. */
export const newestAnswer = (t: Context): Promise<Answer> =>
  t.share('newest tickets', (own) => own.call('searchTickets', { query: { limit: 100 } }));

/** The newest tickets that a search shows. @throws Untestable when it answers no array */
export async function newest(t: Context): Promise<{ answer: Answer; rows: Row[] }> {
  const answer = t.needs(await newestAnswer(t), 'searchTickets/answers-an-array');
  return { answer, rows: answer.json as Row[] };
}

/** The number of a ticket that can be read: an own one, or in a run that only reads one that search shows. */
export async function aTicketNumber(t: Context): Promise<string> {
  if (t.session.run.mode === 'write') return (await sharedTicket(t, 'to be read')).number;
  const row = (await newest(t)).rows.find(({ number }) => typeof number === 'string' && number !== '');
  if (!row) throw new Skip('no-data', 'Search shows no ticket that could be read.');
  return row.number as string;
}

/** How many existing tickets are looked at beside the run's own. */
const sampleSize = 8;

/** Tickets as getTicket answers them: an own one with everything in it, and some of those that are there. Not judged. */
export const sampleAnswers = (t: Context): Promise<Answer[]> =>
  t.share('sample of tickets', async (own) => {
    const rich = t.session.run.mode === 'write' ? await richTicket(own) : undefined;
    const answers: Answer[] = rich ? [await richAnswer(own)] : [];
    const rows: Row[] = await newest(own).then(
      (found) => found.rows,
      () => [],
    );
    const readable = rows.filter(
      ({ number }) => typeof number === 'string' && number !== '' && number !== rich?.number,
    );
    const numbers = various(readable, sampleSize).map(({ number }) => String(number));
    for (const number of new Set(numbers)) {
      const answer = await own.call('getTicket', { path: { number, format: 'json' } });
      // Somebody else may delete a ticket meanwhile; that is nobody's fault.
      if (answer.status !== 404) answers.push(answer);
    }
    return answers;
  });

/**
 * Those of them that can be read; the others are for the checks of answers-200 and of the format to report.
 *
 * @throws Skip when there is no ticket, Untestable when none can be read
 */
export async function sampleTickets(t: Context): Promise<Answer[]> {
  const answers = await sampleAnswers(t);
  const [first] = answers;
  if (!first) throw new Skip('no-data', 'There is no ticket that could be read.');
  const readable = answers.filter((answer) => isSuccess(answer) && answer.json !== undefined);
  return readable.length > 0 ? readable : [t.needs(first, 'getTicket/answers-200')];
}

/** Bytes that show a mistake in any of the usual ways to treat text: all 256 values, and line ends. */
export const sampleBytes = Buffer.from([...Array(256).keys(), 13, 10, 13, 10, 0, 0]);

/** A file as it is sent. */
export const asAttachment = (name: string, type: string, content: Uint8Array) => ({
  [name]: `data:${type};base64,${Buffer.from(content).toString('base64')}`,
});

/** An own ticket with a note, and with attachments on the message and on the note. */
export const richTicket = (t: Context) =>
  t.share('own rich ticket', async (own) => {
    const ticket = await makeTicket(own, 'with everything: Ä ß 漢字 & "quotes"', {
      attachments: [asAttachment('bytes.png', 'image/png', sampleBytes)],
    });
    await own.call('updateTicket', {
      path: { number: ticket.number, format: 'json' },
      body: {
        note: 'A note with a file.',
        noteFormat: 'text',
        attachments: [asAttachment('note.txt', 'text/plain', Buffer.from('Ä note\n'))],
      },
    });
    return ticket;
  });

/** How that ticket reads; asked once, since no check changes it. Not judged. */
const richAnswer = (t: Context): Promise<Answer> =>
  t.share('reading of the own rich ticket', async (own) =>
    own.call('getTicket', { path: { number: (await richTicket(own)).number, format: 'json' } }),
  );

/** The same. @throws Untestable when it cannot be read; what is missing in it is for the checks of its fields to say */
export const richReading = async (t: Context): Promise<Answer> => t.needs(await richAnswer(t), 'getTicket/answers-200');

export interface KnownAttachment {
  fileId: number;
  /** The metadata as the ticket lists it. */
  metadata: Record<string, unknown>;
}

/** All attachments that a ticket lists. */
export function attachmentsIn(answer: Answer): KnownAttachment[] {
  const { thread } = loose(answer);
  const entries = Array.isArray(thread) ? (thread as { attachments?: unknown }[]) : [];
  return entries
    .flatMap((entry) => (Array.isArray(entry?.attachments) ? (entry.attachments as Record<string, unknown>[]) : []))
    .filter((metadata) => Number.isInteger(Number(metadata?.file_id)) && Number(metadata.file_id) > 0)
    .map((metadata) => ({ fileId: Number(metadata.file_id), metadata }));
}

/** All attachments that the sampled tickets list. */
export const attachments = async (t: Context): Promise<KnownAttachment[]> =>
  (await sampleTickets(t)).flatMap(attachmentsIn);

/** The same, and at least one. @throws Skip when there is none, Untestable when that of an own ticket is not listed */
export async function someAttachments(t: Context): Promise<[KnownAttachment, ...KnownAttachment[]]> {
  const [first, ...others] = await attachments(t);
  if (first) return [first, ...others];
  if (t.session.run.mode === 'read') throw new Skip('no-data', 'No ticket that could be read has an attachment.');
  t.field(await richReading(t), 'getTicket/attachment-file_id-is-integer');
  const listed = 'getTicket/attachments-listed';
  throw new Untestable(listed, `Needed ${listed}, but a ticket that was created with a file lists none`);
}

/** One attachment to download. @throws Skip or Untestable when there is none */
export const anAttachment = async (t: Context): Promise<KnownAttachment> => (await someAttachments(t))[0];
