/** Checks of the attachments that getTicket lists. */
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { download, storedFiles } from '../../steps/attachments.js';
import { richReading, sampleTickets } from '../../steps/existing-tickets.js';
import { sharedReading } from '../../steps/own-tickets.js';
import { sampleBytes } from '../../steps/sample-files.js';
import { entries } from './entries.js';

/** What a ticket says of its first file. @throws Untestable when it lists none, or says it in a broken shape */
function ofTheFile(t: Context, ticket: Answer, id: RequirementId): unknown {
  const [value] = t.field(ticket, id);
  if (value !== undefined) return value;
  throw new Untestable('getTicket/attachments-listed', 'A ticket that was created with a file lists none');
}

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

  check('getTicket/attachments-listed', 'Read a ticket that was created with a file', async (t) => {
    const answer = await richReading(t);
    t.field(answer, 'getTicket/thread-is-array');
    const listed = entries(answer)[0]?.entry.attachments;
    t.that(
      Array.isArray(listed) && listed.length > 0,
      'an array with the attachment',
      show(listed),
      answer,
      '/thread/0/attachments',
    );
  }),

  check('getTicket/no-attachments-no-fields', 'Read a ticket without attachments', async (t) => {
    const answer = await sharedReading(t, 'to be read');
    for (const { entry, pointer } of entries(answer)) {
      const fields = ['attachments', 'attachment_count'].filter((field) => field in entry);
      t.that(fields.length === 0, 'neither attachments nor attachment_count', fields.join(' and '), answer, pointer);
    }
  }),

  check(
    'getTicket/attachment-file_id-downloads',
    'Download a file by the `file_id` that the ticket lists',
    async (t) => {
      const answer = await richReading(t);
      const fileId = ofTheFile(t, answer, 'getTicket/attachment-file_id-is-integer');
      const answered = t.needs(await download(t, Number(fileId)), 'downloadAttachment/answers-200');
      const { content } = (answered.json ?? {}) as { content?: unknown };
      t.equal(answered, '/content', content, sampleBytes.toString('base64'));
    },
  ),

  check('getTicket/attachment-size-in-bytes', 'Compare the `size` of a file with what was sent', async (t) => {
    const answer = await richReading(t);
    const size = ofTheFile(t, answer, 'getTicket/attachment-size-is-integer');
    // A file that was not stored as it was sent has another size.
    if (size !== sampleBytes.length && (await storedFiles(t, answer))[0]?.length === size) {
      throw new Untestable('createTicket/attachment-stored', `Needed the file that was sent, but it has ${size} bytes`);
    }
    t.equal(answer, '/thread/0/attachments/0/size', size, sampleBytes.length);
  }),

  check('getTicket/attachment-sent-is-not-inline', 'Read a file that was sent as attachment', async (t) => {
    const answer = await richReading(t);
    const inline = ofTheFile(t, answer, 'getTicket/attachment-inline-is-boolean');
    t.equal(answer, '/thread/0/attachments/0/inline', inline, false);
  }),
];
