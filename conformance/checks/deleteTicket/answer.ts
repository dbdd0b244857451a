/** Checks of how deleteTicket answers: DELETE /tickets-delete.php/{number}.{format}. Only where own tickets may be deleted. */
import { namedInPath } from '../../../contract/path-values.js';
import { type Check, check, type Exclusion } from '../../kernel/check.js';
import { Skip } from '../../kernel/outcome.js';
import { unchanged } from '../../steps/comparisons.js';
import {
  deleted,
  freedChild,
  makeDeletable,
  mayDelete,
  needsGone,
  remove,
  simplestDeletion,
  stillThere,
} from '../../steps/deletions.js';
import { refusesLonger } from '../../steps/longer-numbers.js';
import { getTicket, idOf, ticketIn } from '../../steps/own-tickets.js';
import { deletionRefused } from '../../steps/refused.js';

export const exclusions: Exclusion[] = [
  {
    requirement: 'deleteTicket/permission-off-by-default',
    reason: 'No answer of the API tells which permissions a new key has; keys are made in the Admin Panel only.',
  },
];

export const checks: Check[] = [
  check('deleteTicket/answers-200', 'Delete a ticket', async (t) => t.succeedsWithCode(await simplestDeletion(t))),

  check('deleteTicket/child-of-a-deleted-one', 'Delete a parent and then its child', async (t) => {
    mayDelete(t);
    const { child, deletion, childAfter } = await freedChild(t);
    t.needs(childAfter, 'deleteTicket/children-freed');
    const childDeletion = await remove(t, child.number);
    if (!childDeletion.isSuccess) await t.works('deleteTicket');
    const { isErrorAsSuccess, isSuccess, summary } = childDeletion;
    t.that(isSuccess && !isErrorAsSuccess, 'the documented success', summary, [deletion, childDeletion]);
  }),

  check('deleteTicket/answers-the-number', 'Delete a ticket and compare the answer with its number', async (t) => {
    const answer = await simplestDeletion(t);
    const number = namedInPath(answer.exchange.request.url) ?? '';
    t.that(answer.text.trim() === number, number, answer.summary, answer);
  }),

  check('deleteTicket/answers-plain-text', 'Delete tickets as `.json` and as `.xml`', async (t) => {
    const json = await simplestDeletion(t);
    const { number } = await makeDeletable(t, 'to be deleted as XML');
    const xml = await remove(t, number, 'xml');
    await t.succeeds(xml);
    for (const answer of [json, xml]) t.contentType(answer, 'text/plain');
  }),

  check('deleteTicket/unknown-404', 'Delete a ticket that never was, and one that was deleted', async (t, id) => {
    mayDelete(t);
    await t.refused(await remove(t, t.unknownName));
    await refusesLonger(t, id, 'deleteTicket/unknown-404');
    const { number, after } = await deleted(t);
    needsGone(after, number);
    if (!after.isRefusedAs('getTicket/unknown-404')) return;
    t.session.guard.allowGone(number);
    await t.refused(await remove(t, number));
  }),

  check('deleteTicket/by-id-refused', 'Delete a ticket by its internal ID', (t) =>
    deletionRefused(t, 'not to be deleted by its ID', async (ticket) => {
      const id = await idOf(t, ticket);
      const before = t.needs(await getTicket(t, id), 'getTicket/by-id');
      if (String(ticketIn(before).number) !== ticket.number) {
        throw new Skip('unsafe', `The ID ${id} is another ticket's number.`);
      }
      t.session.guard.allowId(id, ticket.number);
      const answer = await remove(t, String(id));
      // By its ID again: what is read by the number may differ from that.
      unchanged(before, await stillThere(t, ticket, answer, await getTicket(t, id)), answer);
      await t.refused(answer);
    }),
  ),
];
