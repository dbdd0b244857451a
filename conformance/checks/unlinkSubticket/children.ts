/** What unlinking does to the child, its parent and its siblings. */
import { type Check, check } from '../../kernel/check.js';
import { Untestable } from '../../kernel/outcome.js';
import { unchanged } from '../../steps/comparisons.js';
import { alsoFramed } from '../../steps/frames/framed.js';
import { getTicket } from '../../steps/own-tickets.js';
import { isChildOf } from '../../steps/subtickets.js';
import { unlinking } from '../../steps/unlinking.js';

export const checks: Check[] = [
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
];
