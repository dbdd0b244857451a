/** A ticket, its child and that one's child: made once for all checks that send what must leave them as they are. */
import type { RequirementId } from '../../generated/requirements.js';
import type { Context, RawRequest } from '../kernel/context.js';
import { makeTicket, type OwnTicket } from './own-tickets.js';
import { isChildOf, type LinkTickets, linkedParent, linkRequest, needsLink } from './subtickets.js';

/** A way to make a ticket the child of another. */
export interface Linking {
  /** The request for it. */
  request(parent: { number: string }, child: { number: string }): RawRequest;
  /** Makes sure that links work here: where they do not, a refusal says nothing. @throws Skip or Untestable */
  works(t: Context): Promise<unknown>;
  /** The requirement that it answers with a success, and the one that the tickets are linked then. */
  answers: RequirementId;
  links: RequirementId;
}

export const byLinkSubticket: Linking = {
  request: linkRequest,
  works: linkedParent,
  answers: 'linkSubticket/answers-200',
  links: 'linkSubticket/linked',
};

/** A ticket, its child, and where a child may have children, that one's child; and one that is not linked. */
export interface Chain {
  [name: string]: OwnTicket | undefined;
  top: OwnTicket;
  middle: OwnTicket;
  bottom?: OwnTicket;
  other: OwnTicket;
}

export const chainBy = ({ request, works, answers, links }: Linking): LinkTickets<Chain> => ({
  what: `in a chain by ${links.split('/')[0]}`,
  make: async (t, what) => {
    await works(t);
    const top = await makeTicket(t, `${what}: top`);
    const middle = await makeTicket(t, `${what}: child`);
    const bottom = await makeTicket(t, `${what}: grandchild`);
    const other = await makeTicket(t, `${what}: not linked`);
    t.needs(await t.send(request(top, middle)), answers);
    await needsLink(t, top, middle, links);
    // The reference does not say that a child may have children; where it may not, there is no longer circle.
    const longer = (await t.send(request(middle, bottom))).isSuccess && (await isChildOf(t, bottom, middle)).yes;
    return { top, middle, other, ...(longer ? { bottom } : {}) };
  },
});

/** The lowest child in the chain, which has no children itself, and its parent. */
export const lowest = ({ top, middle, bottom }: Chain): [parent: OwnTicket, child: OwnTicket] =>
  bottom ? [middle, bottom] : [top, middle];
