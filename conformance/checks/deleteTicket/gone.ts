/** Checks of what is gone with a deleted ticket. */
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { beside } from '../../kernel/each.js';
import { nothingIfMissing, Untestable } from '../../kernel/outcome.js';
import { addFiles, download, fileIds, showsFile } from '../../steps/attachments.js';
import { deleted, makeDeletable, needsGone, removed, saysGone, showsAnother } from '../../steps/deletions.js';
import { getTicket, readTicket, ticketIn } from '../../steps/own-tickets.js';
import { attachment } from '../../steps/sample-files.js';
import { numbersOf } from '../../steps/search.js';

/** A ticket with files that was deleted, once for all checks. @throws Untestable when it had no file that could be downloaded */
const deletedWithFiles = (run: Context) =>
  run.share('ticket with files that was deleted', async (t) => {
    // A content of its own: installations keep the same content only once, and go on serving it for another ticket.
    const content = Buffer.from(`This file goes with its ticket (${t.session.run.id}).`);
    const attachments = [attachment('deleted.txt', 'text/plain', content)];
    const ofTheNote = [attachment('note.txt', 'text/plain', Buffer.concat([content, content]))];
    const ticket = await makeDeletable(t, 'to be deleted with its file', { attachments });
    await beside(t, () => addFiles(t, ticket.number, ofTheNote).catch(nothingIfMissing));
    let files = fileIds(t, await readTicket(t, ticket.number));
    if (files.length === 0) {
      await addFiles(t, ticket.number, attachments);
      files = fileIds(t, await readTicket(t, ticket.number));
    }
    if (files.length === 0) throw new Untestable('createTicket/attachment-stored', 'Needed a ticket with a file');
    for (const file of files) t.needs(await download(t, file), 'downloadAttachment/answers-200');
    const deletion = await removed(t, ticket);
    return { number: ticket.number, files, deletion, after: await getTicket(t, ticket.number) };
  });

/** Expects a ticket that was deleted to be read no more. */
async function expectGone(t: Context, number: string, deletion: Answer, after: Answer): Promise<void> {
  await t.needsErrorCodes(after);
  const isGone = showsAnother(after, number) || (await saysGone(t, after));
  t.that(isGone, 'no ticket', after.summary, [deletion, after]);
}

export const checks: Check[] = [
  check('deleteTicket/ticket-gone', 'Delete tickets, one with files and a note, and read them', async (t) => {
    const { number, id, deletion, after } = await deleted(t);
    await expectGone(t, number, deletion, after);
    const byId = await getTicket(t, id);
    // Another ticket may have this ID as its number.
    const isOfAnother = byId.isSuccess && String(ticketIn(byId).number) === String(id) && number !== String(id);
    if (!isOfAnother) t.that(await saysGone(t, byId), 'no ticket', byId.summary, [deletion, byId]);
    await beside(t, async () => {
      const noted = await deletedWithFiles(t).catch(nothingIfMissing);
      if (noted) await expectGone(t, noted.number, noted.deletion, noted.after);
    });
  }),

  check('deleteTicket/thread-gone', 'Delete a ticket with files and download them', async (t) => {
    const { number, files, deletion, after } = await deletedWithFiles(t);
    needsGone(after, number);
    for (const file of files) {
      // With which code a file that is gone is refused is checked for downloadAttachment.
      const answer = await download(t, file);
      t.that(!(await showsFile(t, answer)), 'no file any more', answer.summary, [deletion, answer]);
    }
  }),

  check('deleteTicket/gone-from-search', 'Delete a ticket and search for it', async (t) => {
    const { number, found, deletion, after, foundAfter } = await deleted(t);
    if (!numbersOf(t.needs(found, 'searchTickets/query-finds')).includes(number)) {
      throw new Untestable('searchTickets/query-finds', `Needed ticket ${number} in a search before it was deleted`);
    }
    needsGone(after, number);
    const left = numbersOf(t.needs(foundAfter, 'searchTickets/nothing-found-is-empty'));
    t.that(!left.includes(number), `not to find ticket ${number}`, foundAfter.summary, [deletion, foundAfter]);
  }),
];
