/** Checks of the attachments that getTicket lists. */
import { type Check, check } from '../../kernel/check.js';
import type { Answer } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import {
  attachments,
  bytesOf,
  download,
  isOf,
  type ListedFile,
  listedFile,
  listedFiles,
  sharedDownload,
} from '../../steps/attachments.js';
import { richReading, sampleTickets } from '../../steps/existing-tickets.js';
import { ownDownloadIfAny } from '../../steps/large-file.js';
import { sharedReading } from '../../steps/own-tickets.js';
import { entries, sentEntries } from './entries.js';

export const checks: Check[] = [
  check('getTicket/attachment-count', 'Count the attachments of thread entries', async (t) => {
    let seen = 0;
    for (const answer of await sampleTickets(t)) {
      for (const { entry, pointer } of entries(answer)) {
        if (!Array.isArray(entry.attachments)) continue;
        seen++;
        t.equal(answer, `${pointer}/attachment_count`, entry.attachment_count, entry.attachments.length);
      }
    }
    if (seen === 0) throw new Skip('no-data', 'No ticket that was read has an attachment.');
  }),

  check('getTicket/attachments-listed', 'Read a ticket that was given files by creation and note', async (t) => {
    const answer = await richReading(t);
    t.field(answer, 'getTicket/thread-is-array');
    if (entries(answer).some(({ entry: { attachments } }) => Array.isArray(attachments) && attachments.length > 0))
      return;
    if ((await attachments(t)).length > 0) {
      const stored = 'createTicket/attachment-stored';
      throw new Untestable(stored, `Needed ${stored}: other tickets list files, and this one lists none`);
    }
    const shown = entries(answer).map(({ entry }) => entry.attachments);
    t.violated('an entry with an array of attachments', show(shown), answer, '/thread');
  }),

  check('getTicket/no-attachments-no-fields', 'Read a ticket without attachments', async (t) => {
    const answer = await sharedReading(t, 'to be read');
    for (const { entry, pointer } of sentEntries(answer)) {
      const fields = ['attachments', 'attachment_count'].filter((field) => field in entry);
      t.that(fields.length === 0, 'neither attachments nor attachment_count', fields.join(' and '), answer, pointer);
    }
  }),

  check(
    'getTicket/attachment-file_id-downloads',
    'Download a file by the `file_id` that the ticket lists',
    async (t) => {
      const first = await listedFile(t, 'getTicket/attachment-file_id-is-integer');
      const others = (await listedFiles(t)).filter((file) => file !== undefined && file.fileId !== first.fileId);
      const files = [first, ...others] as ListedFile[];
      const answers = await Promise.all(files.map(({ fileId }) => sharedDownload(t, fileId)));
      // Where no download works, it is that which is broken.
      if (answers.every(({ isSuccess }) => !isSuccess)) t.needs(answers[0] as Answer, 'downloadAttachment/answers-200');
      for (const [at, { sent, metadata, ticket, pointer }] of files.entries()) {
        const answer = answers[at] as Answer;
        const { content } = (answer.meant ?? {}) as { content?: unknown };
        if (answer.isSuccess && Buffer.from(String(content), 'base64').equals(sent)) continue;
        // The same file with other bytes was changed when it was stored or downloaded, which other checks tell apart.
        const whole = 'downloadAttachment/content-is-base64';
        if (answer.isSuccess && isOf(answer, metadata)) {
          throw new Untestable(whole, `Needed ${whole}, but other bytes come back than were sent`);
        }
        const expected = `the ID of a file of ${sent.length} bytes, ${show(metadata.filename)}`;
        t.that(false, expected, answer.summary, [ticket, answer], `${pointer}/file_id`);
      }
    },
  ),

  check('getTicket/attachment-size-in-bytes', 'Compare the `size` of a file with what was sent', async (t) => {
    const { fileId, metadata, ticket, pointer, sent } = await listedFile(t, 'getTicket/attachment-size-is-integer');
    const { size } = metadata;
    if (size !== sent.length) {
      // A file that was not stored as it was sent has another size.
      const stored = bytesOf(t, t.needs(await download(t, fileId), 'downloadAttachment/answers-200')).length;
      const prerequisite = 'createTicket/attachment-stored';
      if (stored === size)
        throw new Untestable(prerequisite, `Needed the file that was sent, but it has ${size} bytes`);
    }
    t.equal(ticket, `${pointer}/size`, size, sent.length);
    const large = await ownDownloadIfAny(t);
    if (!large || !Number.isInteger(large.metadata.size)) return;
    t.equal(large.ticket, '/thread', large.metadata.size, large.bytes.length);
  }),

  check('getTicket/attachment-sent-is-not-inline', 'Read a file that was sent as attachment', async (t) => {
    const { metadata, ticket, pointer } = await listedFile(t, 'getTicket/attachment-inline-is-boolean');
    t.equal(ticket, `${pointer}/inline`, metadata.inline, false);
  }),
];
