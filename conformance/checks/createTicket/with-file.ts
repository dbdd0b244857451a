/** Tickets with one file: the simplest attachment, which the other checks of attachments build on. */
import type { Context } from '../../kernel/context.js';
import { Untestable } from '../../kernel/outcome.js';
import { fileIds } from '../../steps/attachments.js';
import { type Creation, sharedCreation } from '../../steps/creations.js';
import { attachment, png, sampleBytes } from '../../steps/sample-files.js';

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
