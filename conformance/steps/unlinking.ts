/** A child that is unlinked from its parent, once for all checks. */
import type { Answer, Context } from '../kernel/context.js';
import { sharedFirst } from './comparisons.js';
import { makeTicket, type OwnTicket, readTicket } from './own-tickets.js';
import { link, linkForCertain, needsLink } from './subtickets.js';

export const unlink = (t: Context, number: string): Promise<Answer> =>
  t.call('unlinkSubticket', { path: { number, format: 'json' } });

export interface Unlinking {
  parent: OwnTicket;
  child: OwnTicket;
  /** The other child of the parent; absent where it could not be linked. */
  sibling?: OwnTicket;
  /** The child as it read before. */
  before: Answer;
  answer: Answer;
}

/** A child that is one for certain is unlinked: a second link may take a child away. */
async function unlinkOneOfTwo(t: Context): Promise<Answer> {
  const parent = await makeTicket(t, 'parent of one that is unlinked');
  const child = await makeTicket(t, 'one that is unlinked');
  t.needs(await link(t, parent, child), 'linkSubticket/answers-200');
  await link(t, parent, await makeTicket(t, 'one that stays'));
  await needsLink(t, parent, child);
  return unlink(t, child.number);
}

/** One of two children is unlinked. Not judged. @throws Untestable when there is nothing to unlink */
export const unlinking = (t: Context): Promise<Unlinking> =>
  t.share('child that is unlinked', async (own) => {
    const parent = await makeTicket(own, 'parent that loses a child');
    const child = await makeTicket(own, 'child that is unlinked');
    await linkForCertain(own, parent, child);
    const sibling = await makeTicket(own, 'child that stays');
    const both = (await link(own, parent, sibling)).isSuccess;
    const before = await readTicket(own, child.number);
    return { parent, child, ...(both ? { sibling } : {}), before, answer: await unlink(own, child.number) };
  });

/** Judges the answer to an unlinking, and where it seems to be wrong, that to another one. */
export const judgeUnlinking = (t: Context, judge: (answer: Answer) => Promise<void>): Promise<void> =>
  sharedFirst(
    async () => judge((await unlinking(t)).answer),
    async () => judge(await unlinkOneOfTwo(t)),
  );
