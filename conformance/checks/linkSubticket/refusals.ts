/** Checks of links that are refused: bodies that are wrong, tickets that do not exist, and links that cannot be. */
import { fieldSchema } from '../../../contract/fields.js';
import { operation } from '../../../contract/operations.js';
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { makeTicket, type OwnTicket } from '../../steps/own-tickets.js';
import { type LinkTickets, linkedParent, linkRequest, refusedLinks } from '../../steps/subtickets.js';
import { chainOf, type Linking, lowest, refusedLinkChecks } from '../generic/refused-links.js';
import { type Refused, requestFieldChecks, wrongTypes } from '../generic/request-fields.js';

const linking: Linking = {
  request: linkRequest,
  works: linkedParent,
  answers: 'linkSubticket/answers-200',
  links: 'linkSubticket/linked',
  itself: 'linkSubticket/itself-refused',
  cycle: 'linkSubticket/cycle-refused',
  secondParent: 'linkSubticket/second-parent-refused',
};

/** Two tickets that could be linked. */
const pair: LinkTickets<{ parent: OwnTicket; child: OwnTicket }> = {
  what: 'that could be linked',
  make: async (t, what) => {
    await linking.works(t);
    return { parent: await makeTicket(t, `${what}: parent`), child: await makeTicket(t, `${what}: child`) };
  },
};

/** Sends wrong bodies. */
const refusedBodies = (t: Context, bodies: (child: OwnTicket) => readonly unknown[]) =>
  refusedLinks(t, pair, ({ parent, child }) => ({
    requests: bodies(child).map((json) => ({ ...linkRequest(parent, child), json })),
    affected: [parent, child],
  }));

/** All bodies are sent for one pair, so the label is not used. */
const refused: Refused = (t, _label, changes) =>
  refusedBodies(t, ({ number }) => changes.map((change) => change({ childId: number })));

const typeRequirement: RequirementId = 'linkSubticket/childId-is-string';
const wrongChildIds = wrongTypes(fieldSchema(operation('linkSubticket').requestSchema ?? {}, 'childId'))
  // The guard lets no number pass that could name a ticket of somebody else, not even 0.5.
  .filter(([type]) => type !== 'number' && type !== 'integer');

/** The own child's number as an integer, as careless clients send it; nothing where it has another form. */
function asInteger({ number }: OwnTicket): unknown[] {
  return String(Number(number)) === number ? [Number(number)] : [];
}

export const checks: Check[] = [
  ...requestFieldChecks('linkSubticket', refused).filter(({ requirement }) => requirement !== typeRequirement),

  check(
    typeRequirement,
    `Send \`childId\` as each other type: integer, ${wrongChildIds.map(([type]) => type).join(', ')}`,
    (t) =>
      refusedBodies(t, (child) =>
        [...asInteger(child), ...wrongChildIds.map(([, value]) => value)].map((childId) => ({ childId })),
      ),
  ),

  check('linkSubticket/unknown-parent-404', 'Link a ticket to a parent that does not exist', (t) =>
    refusedLinks(t, pair, ({ child }) => ({
      requests: [linkRequest({ number: t.unknownName }, child)],
      affected: [child],
    })),
  ),

  check('linkSubticket/unknown-child-404', 'Link a child that does not exist', (t) =>
    refusedLinks(t, pair, ({ parent }) => ({
      requests: [linkRequest(parent, { number: t.unknownName })],
      affected: [parent],
    })),
  ),

  check('linkSubticket/again-422', 'Link the same two tickets again', (t) =>
    refusedLinks(t, chainOf(linking), (tickets) => {
      const [parent, child] = lowest(tickets);
      return { requests: [linkRequest(parent, child)], affected: [parent, child] };
    }),
  ),

  ...refusedLinkChecks(linking),
];
