/** A child that is unlinked from its parent, once for all checks. */
import type { Answer, Context } from '../kernel/context.js';
import { makeTicket, type OwnTicket, readTicket } from './own-tickets.js';
import { link, needsLink } from './subtickets.js';

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

/** One of two children is unlinked. Not judged. @throws Untestable when there is nothing to unlink */
export const unlinking = (t: Context): Promise<Unlinking> =>
  t.share('child that is unlinked', async (own) => {
    const parent = await makeTicket(own, 'parent that loses a child');
    const child = await makeTicket(own, 'child that is unlinked');
    own.needs(await link(own, parent, child), 'linkSubticket/answers-200');
    const sibling = await makeTicket(own, 'child that stays');
    const both = (await link(own, parent, sibling)).isSuccess;
    // A child that a second link has taken away cannot be unlinked.
    await needsLink(own, parent, child);
    const before = await readTicket(own, child.number);
    return { parent, child, ...(both ? { sibling } : {}), before, answer: await unlink(own, child.number) };
  });
