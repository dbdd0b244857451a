/** One of two children that is unlinked from its parent, with what was to be read before. */

import type { Answer } from '../client/answer.js';
import { isSuccess } from '../client/success.js';
import type { Context } from '../kernel/context.js';
import { link } from './family.js';
import { linkForSure } from './links.js';
import { makeTicket, type OwnTicket, readTicket } from './own-ticket.js';

export interface Unlinking {
  parent: OwnTicket;
  child: OwnTicket;
  /** The other child of the parent; absent where it could not be linked. */
  sibling?: OwnTicket;
  /** The child as it read before. */
  before: Answer;
  answer: Answer;
}

/** The unlinking that the checks look at. Not judged. @throws Untestable when there is nothing to unlink */
export const unlinking = (t: Context): Promise<Unlinking> =>
  t.share('child that is unlinked', async (own) => {
    const parent = await makeTicket(own, 'parent that loses a child');
    const child = await makeTicket(own, 'child that is unlinked');
    await linkForSure(own, parent, child);
    const sibling = await makeTicket(own, 'child that stays');
    const both = isSuccess(await link(own, parent, sibling));
    const before = await readTicket(own, child.number);
    const answer = await own.call('unlinkSubticket', { path: { number: child.number, format: 'json' } });
    return { parent, child, ...(both ? { sibling } : {}), before, answer };
  });
