/** Tickets with files that several checks of attachments build on. */
import { attachmentLimits } from '../../../contract/attachments.js';
import type { Context } from '../../kernel/context.js';
import { Untestable } from '../../kernel/outcome.js';
import { attachmentsIn, fileIds } from '../../steps/attachments.js';
import { type Creation, needed, sharedCreation } from '../../steps/creations.js';
import { attachment, pieceBytes, png, sampleBytes } from '../../steps/sample-files.js';
import { expectFile } from '../../steps/stored-bytes.js';

/** A ticket with a file that is sent as a picture; it holds every byte there is. */
export const pngCreation = (t: Context): Promise<Creation> =>
  sharedCreation(t, 'with one picture', { attachments: [attachment(png.name, png.type, sampleBytes)] });

/** A ticket with a text file. */
const textCreation = (t: Context): Promise<Creation> =>
  sharedCreation(t, 'with one text file', {
    attachments: [attachment('words.txt', 'text/plain', Buffer.from('Words.\n'))],
  });

/** Makes sure that a file of one type or another can be attached. @throws Untestable when none can */
export async function attachmentsWork(t: Context): Promise<void> {
  await t.works('createTicket');
  for (const make of [pngCreation, textCreation]) {
    const { after } = await make(t);
    if (after && fileIds(t, after).length > 0) return;
  }
  const { answer } = await pngCreation(t);
  throw new Untestable('createTicket/attachment-stored', `No file can be attached at all: ${answer.summary}`);
}

/** Names for this number of files. */
export const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index + 1}.png`);

/** A file that fills one piece and leaves nothing for the next. */
const wholePiece = { name: 'piece.png', bytes: Buffer.alloc(pieceBytes, sampleBytes) };

/** A ticket with as many files as there may be: small ones, and one that fills a piece. */
export const fiveFiles = (t: Context): Promise<Creation> =>
  sharedCreation(t, 'with the most files', () => {
    const small = names(attachmentLimits.files - 1);
    const files = [...small.map((name) => ({ name, bytes: Buffer.from(name) })), wholePiece];
    return { attachments: files.map(({ name, bytes }) => attachment(name, png.type, bytes)) };
  });

/** Expects the file that fills a piece to come back whole. */
export async function expectWholePiece(t: Context): Promise<void> {
  const ticket = await needed(t, await fiveFiles(t), 'createTicket/attachments-five-accepted');
  const file = attachmentsIn(ticket).find(({ metadata }) => metadata.filename === wholePiece.name);
  // What is dropped or renamed is told by other checks.
  if (file) await expectFile(t, 'createTicket', ticket, file, wholePiece.bytes);
}
