/** A parent with two children, made once and changed by no check. */

import type { Answer } from '../client/answer.js';
import type { Context } from '../kernel/context.js';
import { makeTicket, type OwnTicket } from './own-ticket.js';

export interface Family {
  parent: OwnTicket;
  children: [OwnTicket, OwnTicket];
  /** The answer to the first link. */
  linked: Answer;
  /** The answer to the second link. */
  linkedSecond: Answer;
}

/** Links two own tickets. The answer is not judged. */
export const link = (t: Context, parent: OwnTicket, child: OwnTicket): Promise<Answer> =>
  t.call('linkSubticket', { path: { parentNumber: parent.number, format: 'json' }, body: { childId: child.number } });

/** The family that the checks share; the links are not judged. */
export const family = (t: Context): Promise<Family> =>
  t.share('own family', async (own) => {
    const parent = await makeTicket(own, 'parent');
    const first = await makeTicket(own, 'first child');
    const second = await makeTicket(own, 'second child');
    const linked = await link(own, parent, first);
    const linkedSecond = await link(own, parent, second);
    return { parent, children: [first, second], linked, linkedSecond };
  });

/** The family, when linking works. @throws Untestable when it does not */
export async function linkedFamily(t: Context): Promise<Family> {
  const made = await family(t);
  t.needs(made.linked, 'linkSubticket/answers-200');
  return made;
}
