/** Checks of links that are refused: bodies that are wrong, tickets that do not exist, and kinship that cannot be. */
import { fieldSchema } from '../../../contract/fields.js';
import { operation } from '../../../contract/operations.js';
import type { RequirementId } from '../../../generated/requirements.js';
import { nobodys } from '../../world/facts.js';
import { link, linkedFamily } from '../../world/family.js';
import { linkedPair, linkRequest, refusedLinks } from '../../world/links.js';
import { makeTicket, type OwnTicket } from '../../world/own-ticket.js';
import { type Check, check } from '../check.js';
import { type Refused, requestFieldChecks, wrongTypes } from '../families/request-fields.js';
import { isSuccess, type Trial } from '../trial.js';

/** Where not even the simplest link works, a refusal says nothing. @throws Untestable, or Skip without the plugin */
const linkingWorks = linkedFamily;

/** Two tickets that could be linked, for bodies that must be refused. */
async function linkable(t: Trial, label: string): Promise<[parent: OwnTicket, child: OwnTicket]> {
  await linkingWorks(t);
  return [await makeTicket(t, `${label}, parent`), await makeTicket(t, `${label}, child`)];
}

/** Sends bodies in which something is wrong. */
async function refusedBodies(
  t: Trial,
  label: string,
  bodies: (child: OwnTicket) => readonly unknown[],
  codes: readonly number[],
): Promise<void> {
  const [parent, child] = await linkable(t, label);
  const requests = bodies(child).map((json) => ({ ...linkRequest(parent, child), json }));
  await refusedLinks(t, [parent, child], requests, ...codes);
}

const refused: Refused = (t, label, ...changes) =>
  refusedBodies(
    t,
    label,
    ({ number }) => changes.map((change) => change({ childId: number })),
    t.requirement === 'linkSubticket/childId-not-empty' ? [400, 404] : [400],
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
        'childId of another type',
        (child) => [...asInteger(child), ...wrongChildIds.map(([, value]) => value)].map((childId) => ({ childId })),
        [400],
      ),
  ),

  check('linkSubticket/unknown-parent-404', 'Link a ticket to a parent that does not exist', async (t) => {
    await linkingWorks(t);
    const child = await makeTicket(t, 'child of an unknown parent');
    await refusedLinks(t, [child], [linkRequest({ number: nobodys(t) }, child)], 404);
  }),

  check('linkSubticket/unknown-child-404', 'Link a child that does not exist', async (t) => {
    await linkingWorks(t);
    const parent = await makeTicket(t, 'parent of an unknown child');
    await refusedLinks(t, [parent], [linkRequest(parent, { number: nobodys(t) })], 404, 400);
  }),

  check('linkSubticket/again-422', 'Link the same two tickets again', async (t) => {
    const [parent, child] = await linkedPair(t, 'linked again');
    await refusedLinks(t, [parent, child], [linkRequest(parent, child)], 422);
  }),

  check('linkSubticket/itself-refused', 'Link a ticket to itself', async (t) => {
    await linkingWorks(t);
    const ticket = await makeTicket(t, 'linked to itself');
    await refusedLinks(t, [ticket], [linkRequest(ticket, ticket)], 422, 400);
  }),

  check('linkSubticket/cycle-refused', 'Make a ticket the child of its child and of its grandchild', async (t) => {
    const [top, middle] = await linkedPair(t, 'in a circle');
    const bottom = await makeTicket(t, 'in a circle, grandchild');
    // The reference does not say that a child may have children; where it may not, there is no longer circle.
    const longer = isSuccess(await link(t, middle, bottom));
    const requests = [linkRequest(middle, top), ...(longer ? [linkRequest(bottom, top)] : [])];
    await refusedLinks(t, [top, middle, bottom], requests, 422, 400);
  }),

  check('linkSubticket/second-parent-refused', 'Link a child of one ticket to another', async (t) => {
    const [first, child] = await linkedPair(t, 'child of one parent');
    const second = await makeTicket(t, 'second parent');
    await refusedLinks(t, [first, second], [linkRequest(second, child)], 422, 400);
  }),
];
