/** Checks of the tickets that are not deleted: the child of a deleted ticket, and others. */
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { sharedFirst, unchanged } from '../../steps/comparisons.js';
import { freedChild, makeDeletable, mayDelete, needsGone, removed, stillThere } from '../../steps/deletions.js';
import { framed } from '../../steps/frames/framed.js';
import { makeTicket, readTicket } from '../../steps/own-tickets.js';

/** Deletes a ticket that was made between two others, and expects these to stay as they were. */
async function leavesOthers(t: Context): Promise<void> {
  const earlier = await makeDeletable(t, 'made before one to be deleted');
  const ticket = await makeTicket(t, 'to be deleted between others');
  const later = await makeTicket(t, 'made after one to be deleted');
  const others = [];
  for (const other of [earlier, later]) others.push({ other, before: await readTicket(t, other.number) });
  const answer = await removed(t, ticket);
  for (const { other, before } of others) unchanged(before, await stillThere(t, other, answer), answer);
}

export const checks: Check[] = [
  check('deleteTicket/children-freed', 'Delete a parent and look at its child', async (t) => {
    mayDelete(t);
    const { parent, child, deletion, parentAfter, childAfter, itsParent: answer } = await freedChild(t);
    needsGone(parentAfter, parent.number);
    await stillThere(t, child, deletion, childAfter);
    if (answer.isSuccess) t.readable(answer);
    else await t.works('getParentTicket');
    const { parent: left } = (answer.json ?? {}) as { parent?: unknown };
    const isOne = left !== null && typeof left === 'object' && Object.keys(left).length > 0;
    if (answer.isSuccess && left !== null && !isOne) {
      throw new Untestable('getParentTicket/none-is-null', `Needed a parent or null, but it was ${show(left)}`);
    }
    t.that(answer.isSuccess && left === null, 'no parent', answer.summary, [deletion, answer], '/parent');
  }),

  check('deleteTicket/others-untouched', 'Delete tickets and look at those made before and after them', async (t) => {
    mayDelete(t);
    await sharedFirst(
      () => framed(t, 'deleteTicket/others-untouched'),
      () => leavesOthers(t),
      [Untestable],
    );
  }),
];
