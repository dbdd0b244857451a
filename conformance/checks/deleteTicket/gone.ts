/** Checks of what is gone with a deleted ticket. */
import { type Check, check } from '../../kernel/check.js';
import { beside } from '../../kernel/each.js';
import { nothingIfMissing, Untestable } from '../../kernel/outcome.js';
import { addFiles, download, fileIds, showsFile } from '../../steps/attachments.js';
import { deleted, makeDeletable, needsGone, removed, saysGone, showsAnother } from '../../steps/deletions.js';
import { getTicket, readTicket, ticketIn } from '../../steps/own-tickets.js';
import { attachment } from '../../steps/sample-files.js';
import { numbersOf } from '../../steps/search.js';

export const checks: Check[] = [
  check('deleteTicket/ticket-gone', 'Delete a ticket and read it by number and by ID', async (t) => {
    const { number, id, deletion, after } = await deleted(t);
    await t.needsErrorCodes(after);
    const isGone = showsAnother(after, number) || (await saysGone(t, after));
    t.that(isGone, 'no ticket', after.summary, [deletion, after]);
    const byId = await getTicket(t, id);
    // Another ticket may have this ID as its number.
    if (byId.isSuccess && String(ticketIn(byId).number) === String(id) && number !== String(id)) return;
    t.that(await saysGone(t, byId), 'no ticket', byId.summary, [deletion, byId]);
  }),

  check('deleteTicket/thread-gone', 'Delete a ticket with a file and download the file', async (t) => {
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
    needsGone(await getTicket(t, ticket.number), ticket.number);
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
