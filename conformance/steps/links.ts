/** Links between own tickets that checks build on. */
import type { RequirementId } from '../../generated/requirements.js';
import type { RawRequest } from '../client/caller.js';
import type { Context } from '../kernel/context.js';
import { Untestable } from '../kernel/outcome.js';
import { link } from './family.js';
import { isChildOf } from './kinship.js';
import type { OwnTicket } from './own-ticket.js';

/** Links two own tickets. @throws Untestable when they are not linked afterwards, whatever is answered */
export async function linkForSure(t: Context, parent: OwnTicket, child: OwnTicket): Promise<void> {
  t.needs(await link(t, parent, child), 'linkSubticket/answers-200');
  await linkedIndeed(t, parent, child);
}

/**
 * Looks whether two own tickets that were linked are.
 *
 * @param prerequisite the requirement of the way in which they were linked
 * @throws Untestable when neither of them shows it
 */
export async function linkedIndeed(
  t: Context,
  parent: OwnTicket,
  child: OwnTicket,
  prerequisite: RequirementId = 'linkSubticket/linked',
): Promise<void> {
  const { yes } = await isChildOf(t, child, parent);
  if (!yes) throw new Untestable(prerequisite, `Needed ${prerequisite}, but the tickets are not linked`);
}

/** A request to link two tickets, to be sent where it must be refused. */
export const linkRequest = (parent: { number: string }, child: { number: string }): RawRequest => ({
  operation: 'linkSubticket',
  path: { parentNumber: parent.number, format: 'json' },
  json: { childId: child.number },
});
