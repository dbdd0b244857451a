/** Checks of links that must be refused, for each way to make a ticket the child of another. */
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context, RawRequest } from '../../kernel/context.js';
import { makeTicket, type OwnTicket } from '../../steps/own-tickets.js';
import {
  isChildOf,
  type Links,
  type LinkTickets,
  linkedParent,
  linkRequest,
  needsLink,
  refusedLinks,
} from '../../steps/subtickets.js';

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

/** Links by linkSubticket. */
export const links: Linking = {
  request: linkRequest,
  works: linkedParent,
  answers: 'linkSubticket/answers-200',
  links: 'linkSubticket/linked',
  itself: 'linkSubticket/itself-refused',
  cycle: 'linkSubticket/cycle-refused',
  secondParent: 'linkSubticket/second-parent-refused',
};

/** A ticket, its child, and where a child may have children, that one's child; and one that is not linked. */
interface Chain {
  [name: string]: OwnTicket | undefined;
  top: OwnTicket;
  middle: OwnTicket;
  bottom?: OwnTicket;
  other: OwnTicket;
}

/** @param sharedBy a way whose chain is tried first: what is refused is sent to any chain. Default: the way itself */
export const chainOf = (linking: Linking, sharedBy = linking): LinkTickets<Chain> =>
  sharedBy === linking ? chainBy(linking) : { ...chainBy(linking), shared: chainBy(sharedBy) };

const chainBy = ({ request, works, answers, links }: Linking): LinkTickets<Chain> => ({
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

/** @param sharedBy as in `chainOf` */
export function refusedLinkChecks(linking: Linking, sharedBy?: Linking): Check[] {
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
