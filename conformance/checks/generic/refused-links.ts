/** Checks of links that must be refused, for each way to make a ticket the child of another. */
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { byLinkSubticket, type Chain, chainBy, type Linking, lowest } from '../../steps/chains.js';
import { type Links, type LinkTickets, refusedLinks } from '../../steps/subtickets.js';

/** A way to make a ticket the child of another, and what is refused to it. */
export interface RefusedLinking extends Linking {
  itself: RequirementId;
  cycle: RequirementId;
  secondParent: RequirementId;
}

/** Links by linkSubticket. */
export const links: RefusedLinking = {
  ...byLinkSubticket,
  itself: 'linkSubticket/itself-refused',
  cycle: 'linkSubticket/cycle-refused',
  secondParent: 'linkSubticket/second-parent-refused',
};

/** @param sharedBy a way whose chain is tried first: what is refused is sent to any chain. Default: the way itself */
const chainOf = (linking: Linking, sharedBy = linking): LinkTickets<Chain> =>
  sharedBy === linking ? chainBy(linking) : { ...chainBy(linking), shared: chainBy(sharedBy) };

/** @param sharedBy as in `chainOf` */
export function refusedLinkChecks(linking: RefusedLinking, sharedBy?: Linking): Check[] {
  const { request, works, itself, cycle, secondParent } = linking;
  const refused = async (t: Context, links: (tickets: Chain) => Links) => {
    await works(t);
    await refusedLinks(t, chainOf(linking, sharedBy), links);
  };
  return [
    check(itself, 'Make a ticket its own child', (t) =>
      refused(t, ({ other }) => ({ requests: [request(other, other)], affected: [other] })),
    ),

    check(cycle, 'Make a ticket the child of its child and of its grandchild', (t) =>
      refused(t, ({ top, middle, bottom }) => {
        const lower = bottom ? [middle, bottom] : [middle];
        return { requests: lower.map((one) => request(one, top)), affected: [top, ...lower] };
      }),
    ),

    check(secondParent, 'Make a child of one ticket the child of another', (t) =>
      refused(t, (tickets) => {
        const [first, child] = lowest(tickets);
        return { requests: [request(tickets.other, child)], affected: [first, tickets.other] };
      }),
    ),
  ];
}
