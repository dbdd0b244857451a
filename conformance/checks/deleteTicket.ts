/** Checks of deleteTicket: DELETE /tickets-delete.php/{number}.{format}. Only where own tickets may be deleted. */

import { isSuccess } from '../client/success.js';
import { type Check, check, type Exclusion } from '../kernel/check.js';
import { Skip, Untestable } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import {
  deleted,
  get,
  makeDeletable,
  mayDelete,
  needsGone,
  remove,
  removed,
  simplestDeletion,
  stillThere,
} from '../steps/deletion.js';
import { asAttachment } from '../steps/existing.js';
import { nobodys } from '../steps/facts.js';
import { link } from '../steps/family.js';
import { idOf, loose, makeTicket, readTicket } from '../steps/own-ticket.js';
import { unchanged } from '../steps/refused.js';
import { numbersOf } from '../steps/searches.js';
import { fileIds } from '../steps/stored-files.js';

/** With a number so close to its ID, another ticket could get that ID as its number at any time. */
const tooClose = 1000;

export const checks: Check[] = [
  check('deleteTicket/answers-200', 'Delete a ticket', async (t) => {
    t.status(await simplestDeletion(t), 200);
  }),

  check('deleteTicket/answers-the-number', 'Delete a ticket and compare the answer with its number', async (t) => {
    const { number } = await makeDeletable(t, 'to be deleted by its number');
    const answer = await remove(t, number);
    await t.succeeds(answer);
    t.that(answer.text.trim() === number, number, answer.summary, answer);
  }),

  check('deleteTicket/answers-plain-text', 'Delete tickets as `.json` and as `.xml`', async (t) => {
    const json = await simplestDeletion(t);
    const { number } = await makeDeletable(t, 'to be deleted as XML');
    const xml = await remove(t, number, 'xml');
    await t.succeeds(xml);
    for (const answer of [json, xml]) {
      t.that(answer.contentType === 'text/plain', 'text/plain', answer.contentType || 'no content type', answer);
    }
  }),

  check('deleteTicket/ticket-gone', 'Delete a ticket and read it by number and by ID', async (t) => {
    const { number, id, deletion, after } = await deleted(t);
    await t.needsOpenErrors(after);
    t.that(after.status === 404, '404', after.summary, [deletion, after]);
    const byId = await get(t, id);
    // Another ticket may have this ID as its number.
    if (isSuccess(byId) && String(loose(byId).number) === String(id) && number !== String(id)) return;
    t.that(byId.status === 404, '404', byId.summary, [deletion, byId]);
  }),

  check('deleteTicket/thread-gone', 'Delete a ticket with a file and download the file', async (t) => {
    // Of its own, since installations keep the same content only once, and go on serving it for another ticket.
    const content = Buffer.from(`This file goes with its ticket (${t.session.run.id}).`);
    const attachments = [asAttachment('deleted.txt', 'text/plain', content)];
    const ticket = await makeDeletable(t, 'to be deleted with its file', { attachments });
    const files = fileIds(t, await readTicket(t, ticket.number));
    if (files.length === 0) throw new Untestable('createTicket/attachment-stored', 'Needed a ticket with a file');
    const download = (file_id: number) => t.call('downloadAttachment', { path: { file_id, format: 'json' } });
    for (const file of files) t.needs(await download(file), 'downloadAttachment/answers-200');
    const deletion = await removed(t, ticket);
    needsGone(await get(t, ticket.number));
    for (const file of files) {
      // With which code a file that is gone is refused, is not for deletions to say.
      const answer = await download(file);
      t.that(!isSuccess(answer), 'no file any more', answer.summary, [deletion, answer]);
    }
  }),

  check('deleteTicket/gone-from-search', 'Delete a ticket and search for it', async (t) => {
    const { number, found, deletion, after, foundAfter } = await deleted(t);
    if (!numbersOf(t.needs(found, 'searchTickets/query-finds')).includes(number)) {
      throw new Untestable('searchTickets/query-finds', `Needed ticket ${number} in a search before it was deleted`);
    }
    needsGone(after);
    const left = numbersOf(t.needs(foundAfter, 'searchTickets/nothing-found-is-empty'));
    t.that(!left.includes(number), `not to find ticket ${number}`, foundAfter.summary, [deletion, foundAfter]);
  }),

  check('deleteTicket/unknown-404', 'Delete a ticket that never was, and one that was deleted', async (t) => {
    mayDelete(t);
    await t.refused(await remove(t, nobodys(t)), 404);
    const { number, after } = await deleted(t);
    needsGone(after);
    // The guard knows numbers of tickets that are there. This one was seen to be nobody's any more.
    if (after.status !== 404 || String(Number(number)) !== number) return;
    t.session.guard.allowId(Number(number));
    await t.refused(await remove(t, number), 404);
  }),

  check('deleteTicket/by-id-refused', 'Delete a ticket by its internal ID', async (t) => {
    const ticket = await makeDeletable(t, 'not to be deleted by its ID');
    const id = await idOf(t, ticket);
    const before = t.needs(await get(t, id), 'getTicket/by-id');
    if (String(loose(before).number) !== ticket.number || Math.abs(Number(ticket.number) - id) < tooClose) {
      throw new Skip('unsafe', `The ID ${id} is another ticket's number, or may become one.`);
    }
    t.session.guard.allowId(id);
    const answer = await remove(t, String(id));
    const after = await stillThere(t, ticket, answer);
    unchanged(before, after, answer);
    await t.refused(answer, 404);
  }),

  check('deleteTicket/children-freed', 'Delete a parent and look at its child', async (t) => {
    const parent = await makeDeletable(t, 'parent to be deleted');
    const child = await makeTicket(t, 'child of a parent to be deleted');
    t.needs(await link(t, parent, child), 'linkSubticket/answers-200');
    const deletion = await removed(t, parent);
    needsGone(await get(t, parent.number));
    await stillThere(t, child, deletion);
    const answer = await t.call('getParentTicket', { path: { number: child.number, format: 'json' } });
    if (isSuccess(answer)) t.legible(answer);
    else await t.works('getParentTicket');
    const { parent: left } = (answer.json ?? {}) as { parent?: unknown };
    if (isSuccess(answer) && left !== null && typeof left !== 'object') {
      throw new Untestable('getParentTicket/none-is-null', `Needed a parent or null, but it was ${show(left)}`);
    }
    t.that(isSuccess(answer) && left === null, 'no parent', answer.summary, [deletion, answer], '/parent');
  }),

  check('deleteTicket/others-untouched', 'Delete a ticket and look at those made before and after it', async (t) => {
    const earlier = await makeDeletable(t, 'made before one to be deleted');
    const ticket = await makeTicket(t, 'to be deleted between others');
    const later = await makeTicket(t, 'made after one to be deleted');
    const others = [];
    for (const other of [earlier, later]) others.push({ other, before: await readTicket(t, other.number) });
    const answer = await removed(t, ticket);
    for (const { other, before } of others) unchanged(before, await stillThere(t, other, answer), answer);
  }),
];

export const exclusions: Exclusion[] = [
  {
    requirement: 'deleteTicket/permission-off-by-default',
    reason: 'No answer of the API tells which permissions a new key has; keys are made in the Admin Panel only.',
  },
];
