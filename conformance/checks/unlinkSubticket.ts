/** Checks of unlinkSubticket: DELETE /tickets-subtickets-unlink.php/{number}.{format}. */
import { type Check, check } from '../kernel/check.js';
import type { Answer, Context } from '../kernel/context.js';
import { Untestable } from '../kernel/outcome.js';
import { unchanged } from '../steps/comparisons.js';
import { alsoFramed } from '../steps/frames/framed.js';
import { getTicket, makeTicket, type OwnTicket, readTicket, sharedTicket } from '../steps/own-tickets.js';
import { isChildOf, link, linkForCertain, refusedWithoutPlugin } from '../steps/subtickets.js';
import { answerFieldChecks } from './generic/answer-fields.js';
import { successIsTrue } from './generic/answers.js';
import { ticketInAnswer } from './generic/reference-fields.js';

const action = 'Unlink a child';

const unlink = (t: Context, number: string): Promise<Answer> =>
  t.call('unlinkSubticket', { path: { number, format: 'json' } });

interface Unlinking {
  parent: OwnTicket;
  child: OwnTicket;
  /** The other child of the parent; absent where it could not be linked. */
  sibling?: OwnTicket;
  /** The child as it read before. */
  before: Answer;
  answer: Answer;
}

/** One of two children is unlinked, once for all checks. Not judged. @throws Untestable when there is nothing to unlink */
const unlinking = (t: Context): Promise<Unlinking> =>
  t.share('child that is unlinked', async (own) => {
    const parent = await makeTicket(own, 'parent that loses a child');
    const child = await makeTicket(own, 'child that is unlinked');
    await linkForCertain(own, parent, child);
    const sibling = await makeTicket(own, 'child that stays');
    const both = (await link(own, parent, sibling)).isSuccess;
    const before = await readTicket(own, child.number);
    return { parent, child, ...(both ? { sibling } : {}), before, answer: await unlink(own, child.number) };
  });

/** The answer to an unlinking that succeeded. */
const unlinked = async (t: Context) => t.needs((await unlinking(t)).answer, 'unlinkSubticket/answers-200');

export const checks: Check[] = [
  check('unlinkSubticket/answers-200', action, async (t) => t.succeedsWithCode((await unlinking(t)).answer)),

  ...answerFieldChecks('unlinkSubticket', action, async (t) => [await unlinked(t)], [
    'unlinkSubticket/answers-the-child',
    'unlinkSubticket/success-is-true',
  ]),

  successIsTrue('unlinkSubticket/success-is-true', action, unlinked),

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
    const after = await getTicket(t, child.number);
    const isGone = after.isRefusedAs('getTicket/unknown-404');
    t.that(!isGone, 'the child to be there', `ticket ${child.number} is gone`, [answer, after]);
    unchanged(before, t.needs(after, 'getTicket/answers-200'), answer);
    await alsoFramed(t, 'unlinkSubticket/child-stays');
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
    await alsoFramed(t, 'unlinkSubticket/siblings-stay');
  }),

  check('unlinkSubticket/no-parent-404', 'Unlink a ticket that has no parent', async (t) => {
    const { number } = await sharedTicket(t, 'without a parent');
    const before = await readTicket(t, number);
    const answer = await unlink(t, number);
    await t.refused(answer);
    unchanged(before, await readTicket(t, number), answer);
  }),

  check('unlinkSubticket/unknown-404', 'Unlink a ticket that does not exist', async (t) =>
    t.refused(await unlink(t, t.unknownName)),
  ),

  check('unlinkSubticket/absent-501', 'Unlink an own ticket without the plugin', (t, id) =>
    refusedWithoutPlugin(t, id, async (own) => ({
      path: { number: (await sharedTicket(own, 'without a parent')).number, format: 'json' },
    })),
  ),
];
