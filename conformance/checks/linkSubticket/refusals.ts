/** Checks of links that are refused: bodies that are wrong, tickets that do not exist, and kinship that cannot be. */
import { fieldSchema } from '../../../contract/fields.js';
import { operation } from '../../../contract/operations.js';
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { nobodys } from '../../steps/facts.js';
import { linkedFamily } from '../../steps/family.js';
import { linkRequest } from '../../steps/links.js';
import { makeTicket, type OwnTicket } from '../../steps/own-ticket.js';
import { type Cast, refusedLinks } from '../../steps/refused-links.js';
import { chainOf, type Linking, lowest, refusedKinshipChecks } from '../families/refused-kinship.js';
import { type Refused, requestFieldChecks, wrongTypes } from '../families/request-fields.js';

const linking: Linking = {
  request: linkRequest,
  works: linkedFamily,
  answers: 'linkSubticket/answers-200',
  links: 'linkSubticket/linked',
  itself: 'linkSubticket/itself-refused',
  cycle: 'linkSubticket/cycle-refused',
  secondParent: 'linkSubticket/second-parent-refused',
};

/** Two tickets that could be linked. */
const pair: Cast<{ parent: OwnTicket; child: OwnTicket }> = {
  what: 'that could be linked',
  make: async (t, what) => {
    await linking.works(t);
    return { parent: await makeTicket(t, `${what}: parent`), child: await makeTicket(t, `${what}: child`) };
  },
};

/** Sends bodies in which something is wrong. */
const refusedBodies = (t: Context, bodies: (child: OwnTicket) => readonly unknown[], ...codes: number[]) =>
  refusedLinks(
    t,
    pair,
    ({ parent, child }) => ({
      requests: bodies(child).map((json) => ({ ...linkRequest(parent, child), json })),
      shown: [parent, child],
    }),
    ...codes,
  );

/** All bodies go to one pair, so that no label tells whose a ticket is. */
const refused: Refused = (t, _label, ...changes) =>
  refusedBodies(
    t,
    ({ number }) => changes.map((change) => change({ childId: number })),
    ...(t.requirement === 'linkSubticket/childId-not-empty' ? [400, 404] : [400]),
  );

const typeRequirement: RequirementId = 'linkSubticket/childId-is-string';
const wrongChildIds = wrongTypes(fieldSchema(operation('linkSubticket').requestSchema ?? {}, 'childId'))
  // The guard lets no number pass that could name a ticket of somebody else, not even 0.5.
  .filter(([type]) => type !== 'number' && type !== 'integer');

/** The own child's number as an integer: what a careless client sends; nothing where it has another form. */
function asInteger({ number }: OwnTicket): unknown[] {
  return String(Number(number)) === number ? [Number(number)] : [];
}

export const refusalChecks: Check[] = [
  ...requestFieldChecks('linkSubticket', refused).filter(({ requirement }) => requirement !== typeRequirement),

  check(
    typeRequirement,
    `Send \`childId\` as each other type: integer, ${wrongChildIds.map(([type]) => type).join(', ')}`,
    (t) =>
      refusedBodies(
        t,
        (child) => [...asInteger(child), ...wrongChildIds.map(([, value]) => value)].map((childId) => ({ childId })),
        400,
      ),
  ),

  check('linkSubticket/unknown-parent-404', 'Link a ticket to a parent that does not exist', (t) =>
    refusedLinks(
      t,
      pair,
      ({ child }) => ({ requests: [linkRequest({ number: nobodys(t) }, child)], shown: [child] }),
      404,
    ),
  ),

  check('linkSubticket/unknown-child-404', 'Link a child that does not exist', (t) =>
    refusedLinks(
      t,
      pair,
      ({ parent }) => ({ requests: [linkRequest(parent, { number: nobodys(t) })], shown: [parent] }),
      404,
      400,
    ),
  ),

  check('linkSubticket/again-422', 'Link the same two tickets again', (t) =>
    refusedLinks(
      t,
      chainOf(linking),
      (tickets) => {
        const [parent, child] = lowest(tickets);
        return { requests: [linkRequest(parent, child)], shown: [parent, child] };
      },
      422,
    ),
  ),

  ...refusedKinshipChecks(linking),
];
