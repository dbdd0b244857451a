/** Checks of tickets that an update makes subtickets. */
import { capabilities } from '../../../contract/keys.js';
import type { Answer } from '../../target/answer.js';
import { works } from '../../world/baseline.js';
import { nobodys } from '../../world/facts.js';
import { isChildOf } from '../../world/kinship.js';
import { limitedKey } from '../../world/limited-key.js';
import { loose, makeTicket, type OwnTicket, readTicket } from '../../world/own-ticket.js';
import { refusedUpdates, unchanged } from '../../world/refused.js';
import { type Check, check } from '../check.js';
import { Skip, Untestable } from '../outcome.js';
import { show } from '../show.js';
import { isSuccess, type Trial } from '../trial.js';

/** Makes a ticket the child of another. Not judged. */
const setParent = (t: Trial, child: OwnTicket, parent: OwnTicket, key?: string): Promise<Answer> =>
  t.call('updateTicket', {
    path: { number: child.number, format: 'json' },
    body: { parentTicketNumber: parent.number },
    ...(key ? { key } : {}),
  });

/** An own ticket that was made a child of another, once for the whole run. */
const linked = (t: Trial): Promise<{ parent: OwnTicket; child: OwnTicket; answer: Answer }> =>
  t.session.share('parent by an update', async (own) => {
    const [parent, child] = [await makeTicket(own, 'parent by an update'), await makeTicket(own, 'child by an update')];
    return { parent, child, answer: await setParent(own, child, parent) };
  });

/** @throws Skip when the installation has no subtickets */
async function needSubtickets(t: Trial): Promise<void> {
  const known = t.session.capabilities.subtickets;
  if (known === false || (known === null && (await linked(t)).answer.status === 501)) {
    throw new Skip('capability-absent', `The installation lacks the ${capabilities.subtickets?.plugin}.`);
  }
}

/** Makes tickets of which each is the parent of the next. The links are looked at by whoever reads the tickets. */
async function chain(t: Trial, ...labels: string[]): Promise<OwnTicket[]> {
  await needSubtickets(t);
  const tickets: OwnTicket[] = [];
  for (const label of labels) {
    const ticket = await makeTicket(t, label);
    const parent = tickets.at(-1);
    if (parent) t.needs(await setParent(t, ticket, parent), 'updateTicket/parent-stored');
    tickets.push(ticket);
  }
  return tickets;
}

/** Sends updates that name a parent, expects 422 or 400, and that no parent got or lost a child. */
async function refusedLinks(
  t: Trial,
  parents: [ticket: OwnTicket, childrenBefore: number][],
  links: [child: OwnTicket, parent: OwnTicket][],
): Promise<void> {
  const before: Answer[] = [];
  for (const [{ number }, childrenBefore] of parents) {
    const reading = await readTicket(t, number);
    const count = t.field(reading, 'getTicket/children-is-array').flat().length;
    if (count !== childrenBefore) {
      throw new Untestable(
        'updateTicket/parent-stored',
        `Ticket ${number} has ${count} children, not ${childrenBefore}`,
      );
    }
    before.push(reading);
  }
  const answers: Answer[] = [];
  for (const [child, parent] of links) {
    const answer = await setParent(t, child, parent);
    if (answer.status !== 422) await works(t.session, 'updateTicket');
    t.refused(answer, 422, 400);
    answers.push(answer);
  }
  for (const [index, [{ number }]] of parents.entries()) {
    unchanged(t, before[index] as Answer, await readTicket(t, number), answers.at(-1) as Answer);
  }
}

export const parentChecks: Check[] = [
  check('updateTicket/parent-stored', 'Send the number of an own ticket as `parentTicketNumber`', async (t) => {
    await needSubtickets(t);
    const { parent, child, answer } = await linked(t);
    await t.succeeds(answer);
    const { yes, seen } = await isChildOf(t, child, parent);
    const expected = `ticket ${child.number} to be a child of ticket ${parent.number}`;
    t.that(yes, expected, `children ${show(loose(seen[0] as Answer).children)}`, [answer, ...seen], '/children');
  }),

  check('updateTicket/parent-unknown-refused', 'Send a parent that does not exist', async (t) => {
    await needSubtickets(t);
    await refusedUpdates(t, [{ parentTicketNumber: nobodys(t) }], [404, 400]);
  }),

  check('updateTicket/parent-itself-refused', "Send a ticket's own number as its parent", async (t) => {
    const [ticket] = (await chain(t, 'parent of itself')) as [OwnTicket];
    await refusedLinks(t, [[ticket, 0]], [[ticket, ticket]]);
  }),

  check('updateTicket/parent-cycle-refused', 'Send a child and a grandchild as the parent', async (t) => {
    const labels = ['grandparent', 'parent in a chain', 'grandchild'];
    const [top, middle, bottom] = (await chain(t, ...labels)) as [OwnTicket, OwnTicket, OwnTicket];
    const parents: [OwnTicket, number][] = [
      [top, 1],
      [middle, 1],
      [bottom, 0],
    ];
    await refusedLinks(t, parents, [
      [top, middle],
      [top, bottom],
    ]);
  }),

  check('updateTicket/second-parent-refused', 'Send another parent for a ticket that has one', async (t) => {
    const [first, child] = (await chain(t, 'first parent', 'child of one parent')) as [OwnTicket, OwnTicket];
    const second = await makeTicket(t, 'second parent');
    await refusedLinks(
      t,
      [
        [first, 1],
        [second, 0],
      ],
      [[child, second]],
    );
  }),

  check('updateTicket/parent-absent-501', 'Send a `parentTicketNumber`', async (t) => {
    const { subtickets } = t.session.capabilities;
    if (subtickets !== false) throw new Skip('not-applicable', 'The installation has the plugin, or it is not known.');
    const { number } = await makeTicket(t, 'parent without the plugin');
    await refusedUpdates(t, [{ parentTicketNumber: number }], [501]);
  }),

  check(
    'updateTicket/parent-without-subticket-permission',
    'Send a parent with a key that may not manage subtickets',
    async (t) => {
      await needSubtickets(t);
      const key = limitedKey(t, 'can_update_tickets', 'can_manage_subtickets');
      const parent = await makeTicket(t, 'parent without the permission');
      const child = await makeTicket(t, 'child without the permission');
      const answer = await setParent(t, child, parent, key);
      return isSuccess(answer) ? 'the parent is accepted' : `the parent is not accepted: ${answer.summary}`;
    },
  ),
];
