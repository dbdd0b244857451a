/** Checks of links that must be refused, for each way to make a ticket the child of another. */
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context, RawRequest } from '../../kernel/context.js';
import { makeTicket, type OwnTicket } from '../../steps/own-tickets.js';
import { isChildOf, type LinkTickets, needsLink, refusedLinks } from '../../steps/subtickets.js';

/** A way to make a ticket the child of another. */
export interface Linking {
  /** The request for it. */
  request(parent: { number: string }, child: { number: string }): RawRequest;
  /** Makes sure that links work here: where they do not, a refusal says nothing. @throws Skip or Untestable */
  works(t: Context): Promise<unknown>;
  /** The requirement that it answers with a success, and the one that the tickets are linked then. */
  answers: RequirementId;
  links: RequirementId;
  /** The requirements that are checked. */
  itself: RequirementId;
  cycle: RequirementId;
  secondParent: RequirementId;
}

/** A ticket, its child, and where a child may have children, that one's child; and one that is not linked. */
interface Chain {
  [name: string]: OwnTicket | undefined;
  top: OwnTicket;
  middle: OwnTicket;
  bottom?: OwnTicket;
  other: OwnTicket;
}

export const chainOf = ({ request, works, answers, links }: Linking): LinkTickets<Chain> => ({
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

export function refusedLinkChecks(linking: Linking): Check[] {
  const { request, itself, cycle, secondParent } = linking;
  const chain = chainOf(linking);
  return [
    check(itself, 'Make a ticket its own child', (t) =>
      refusedLinks(t, chain, ({ other }) => ({ requests: [request(other, other)], affected: [other] })),
    ),

    check(cycle, 'Make a ticket the child of its child and of its grandchild', (t) =>
      refusedLinks(t, chain, ({ top, middle, bottom }) => {
        const lower = bottom ? [middle, bottom] : [middle];
        return { requests: lower.map((one) => request(one, top)), affected: [top, ...lower] };
      }),
    ),

    check(secondParent, 'Make a child of one ticket the child of another', (t) =>
      refusedLinks(t, chain, (tickets) => {
        const [first, child] = lowest(tickets);
        return { requests: [request(tickets.other, child)], affected: [first, tickets.other] };
      }),
    ),
  ];
}
