/** A file of the run's own that is larger than what osTicket stores in one piece, and its download. */
import { NoEvidence } from '../client/wire.js';
import type { Answer, Context } from '../kernel/context.js';
import { Untestable } from '../kernel/outcome.js';
import { addFiles, attachmentsIn, type Downloaded, sampleDownloads, sharedDownload } from './attachments.js';
import { creation } from './creations.js';
import { makeTicket, readTicket } from './own-tickets.js';
import { attachment, pieceBytes, sampleBytes } from './sample-files.js';

/** Two pieces; neither the first nor the whole is a multiple of three bytes, so Base64 made by the piece shows. */
const fileBytes = pieceBytes + 3;

export interface OwnFile extends Downloaded {
  /** The ticket that lists it. */
  ticket: Answer;
  name: string;
  type: string;
  bytes: Buffer;
}

/** A new ticket that got files with a note, as it reads. @throws Untestable when that does not succeed */
async function withNote(t: Context, label: string, files: Record<string, string>[]): Promise<Answer> {
  const { number } = await makeTicket(t, label);
  t.needs(await addFiles(t, number, files), 'updateTicket/attachment-stored');
  return readTicket(t, number);
}

/** Bytes of which no piece is like another, beginning with a text that only this run has. */
function uniqueBytes(runId: string): Buffer {
  const bytes = Buffer.alloc(fileBytes, sampleBytes);
  for (let at = 0; at + 4 <= fileBytes; at += 1000) bytes.writeUInt32BE(at, at);
  bytes.write(`osticket-contract ${runId}`);
  return bytes;
}

/**
 * A file of an own ticket that no other ticket has, larger than what osTicket stores in one piece.
 *
 * @throws Untestable when it was not stored as it was sent
 */
const ownDownload = (t: Context): Promise<OwnFile> =>
  t.share('own large file', async (own) => {
    const [name, type] = [`${own.session.run.id} Ä.png`, 'image/png'];
    const bytes = uniqueBytes(own.session.run.id);
    const attachments = [attachment(name, type, bytes)];
    const made = await creation(own, 'with a large file', { attachments });
    let ticket = made.after;
    // Where a creation drops its files, a note may keep them.
    if (!ticket || attachmentsIn(ticket).length === 0) {
      ticket = await withNote(own, 'with a large file on a note', attachments);
    }
    const [file] = attachmentsIn(ticket);
    const stored = 'createTicket/attachment-stored';
    if (!file) throw new Untestable(stored, `Needed ${stored}, but the ticket lists no file`);
    const answer = own.needs(await sharedDownload(own, file.fileId), 'downloadAttachment/answers-200');
    const { content } = (answer.meant ?? {}) as { content?: unknown };
    const { size } = file.metadata;
    const isOther = Number.isInteger(size) && size !== bytes.length;
    // Of a file that is whole, it is the ticket that says another size.
    if (isOther && !Buffer.from(String(content), 'base64').equals(bytes)) {
      throw new Untestable(stored, `Needed ${stored}, but the ticket lists ${size} of ${bytes.length} bytes`);
    }
    return { ...file, ticket, name, type, bytes, answer };
  });

/** The same where there is one. */
export const ownDownloadIfAny = (t: Context): Promise<OwnFile | undefined> =>
  ownDownload(t).catch((reason) => {
    if (reason instanceof Untestable || reason instanceof NoEvidence) return undefined;
    throw reason;
  });

/** Existing and own files; in a run that only reads, existing ones. */
export async function allDownloads(t: Context): Promise<Downloaded[]> {
  const existing = await sampleDownloads(t);
  const own = t.session.run.mode === 'write' ? await ownDownloadIfAny(t) : undefined;
  return own ? [...existing, own] : existing;
}
