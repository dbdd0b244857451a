/** Checks of unlinkSubticket: DELETE /tickets-subtickets-unlink.php/{number}.{format}. */

import { type Check, check } from '../kernel/check.js';
import type { Context } from '../kernel/context.js';
import { Untestable } from '../kernel/outcome.js';
import { nobodys } from '../steps/facts.js';
import { isChildOf } from '../steps/kinship.js';
import { readTicket, sharedTicket } from '../steps/own-ticket.js';
import { expectAbsent } from '../steps/plugin.js';
import { expectRefusal, unchanged } from '../steps/refused.js';
import { unlinking } from '../steps/unlinking.js';
import { answerFieldChecks } from './families/answer-fields.js';
import { ticketInAnswer } from './families/reference-fields.js';

const id = 'unlinkSubticket';
const action = 'Unlink a child';

/** The answer to an unlinking that succeeded. */
const unlinked = async (t: Context) => t.needs((await unlinking(t)).answer, 'unlinkSubticket/answers-200');

export const checks: Check[] = [
  check('unlinkSubticket/answers-200', action, async (t) => {
    const answer = await t.simplest(id);
    await t.succeeds(answer);
    t.status(answer, 200);
  }),

  ...answerFieldChecks(id, action, async (t) => [await unlinked(t)], ['unlinkSubticket/answers-the-child']),

  ticketInAnswer('unlinkSubticket/answers-the-child', action, 'child', async (t) => ({
    answer: await unlinked(t),
    ticket: (await unlinking(t)).child,
  })),

  check('unlinkSubticket/unlinked', 'Unlink a child, and read it and its parent', async (t) => {
    const { parent, child, answer } = await unlinking(t);
    await t.succeeds(answer);
    const { yes, seen } = await isChildOf(t, child, parent);
    const expected = `ticket ${child.number} to be no child of ticket ${parent.number} any more`;
    t.that(!yes, expected, 'one of them still shows it', [answer, ...seen]);
  }),

  check('unlinkSubticket/child-stays', 'Unlink a child and read it', async (t) => {
    const { child, before, answer } = await unlinking(t);
    await t.succeeds(answer);
    const after = await t.call('getTicket', { path: { number: child.number, format: 'json' } });
    t.that(after.status !== 404, 'the child to be there', `ticket ${child.number} is gone`, [answer, after]);
    unchanged(before, t.needs(after, 'getTicket/answers-200'), answer);
  }),

  check('unlinkSubticket/siblings-stay', 'Unlink one of two children and read the other', async (t) => {
    const { parent, sibling, answer } = await unlinking(t);
    await t.succeeds(answer);
    if (!sibling) {
      const many = 'linkSubticket/children-may-be-many';
      throw new Untestable(many, `Needed ${many}, but a second child could not be linked`);
    }
    const { yes, seen } = await isChildOf(t, sibling, parent);
    const expected = `ticket ${sibling.number} to stay a child of ticket ${parent.number}`;
    t.that(yes, expected, 'neither of them shows it', [answer, ...seen]);
  }),

  check('unlinkSubticket/no-parent-404', 'Unlink a ticket that has no parent', async (t) => {
    const { number } = await sharedTicket(t, 'without a parent');
    const before = await readTicket(t, number);
    const answer = await t.call(id, { path: { number, format: 'json' } });
    await expectRefusal(t, answer, 404, 400, 422);
    unchanged(before, await readTicket(t, number), answer);
  }),

  check('unlinkSubticket/unknown-404', 'Unlink a ticket that does not exist', async (t) => {
    await expectRefusal(t, await t.call(id, { path: { number: nobodys(t), format: 'json' } }), 404);
  }),

  check('unlinkSubticket/absent-501', 'Unlink an own ticket without the plugin', (t) =>
    expectAbsent(t, id, async (own) => ({
      path: { number: (await sharedTicket(own, 'without a parent')).number, format: 'json' },
    })),
  ),
];
