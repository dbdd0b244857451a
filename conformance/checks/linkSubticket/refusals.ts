/** Checks of links that are refused: bodies that are wrong, tickets that do not exist, and links that cannot be. */
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { chainBy, lowest } from '../../steps/chains.js';
import { linkable } from '../../steps/linkable.js';
import { linkRequest, refusedLinks } from '../../steps/subtickets.js';
import { links, refusedLinkChecks } from '../generic/refused-links.js';
import { type Refused, requestFieldChecks } from '../generic/request-fields.js';

/** Sends wrong bodies. */
const refusedBodies = (t: Context, bodies: (child: { number: string }) => readonly unknown[]) =>
  refusedLinks(t, linkable, ({ parent, child }) => ({
    requests: bodies(child).map((json) => ({ ...linkRequest(parent, child), json })),
    affected: [parent, child],
  }));

/** All bodies are sent for one pair, so the label is not used. */
const refused: Refused = (t, _label, changes) =>
  refusedBodies(t, ({ number }) => changes.map((change) => change({ childId: number })));

export const checks: Check[] = [
  ...requestFieldChecks('linkSubticket', refused),

  check('linkSubticket/again-422', 'Link the same two tickets again', (t) =>
    refusedLinks(t, chainBy(links), (tickets) => {
      const [parent, child] = lowest(tickets);
      return { requests: [linkRequest(parent, child)], affected: [parent, child] };
    }),
  ),

  ...refusedLinkChecks(links),
];
