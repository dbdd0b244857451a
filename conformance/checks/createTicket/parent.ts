/** Checks of tickets that are created as subtickets. */
import { capabilities } from '../../../contract/keys.js';
import { isSuccess } from '../../client/success.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { Skip } from '../../kernel/outcome.js';
import { type Creation, creation, readBack, sharedCreation } from '../../steps/created.js';
import { nobodys } from '../../steps/facts.js';
import { isChildOf } from '../../steps/kinship.js';
import { limitedKey } from '../../steps/limited-key.js';
import { idOf, loose, madeWith, newTicket, numberOf, type OwnTicket, sharedTicket } from '../../steps/own-ticket.js';
import { refusedCreations } from '../../steps/refused.js';

const parentTicket = (t: Context): Promise<OwnTicket> => sharedTicket(t, 'parent of new tickets');

/** A ticket created as a child of an own one. */
const child = (t: Context): Promise<Creation> =>
  sharedCreation(t, "child by its parent's number", async (own) => ({
    parentTicketId: (await parentTicket(own)).number,
  }));

/** @throws Skip when the installation has no subtickets */
async function needSubtickets(t: Context): Promise<void> {
  const known = t.session.capabilities.subtickets;
  if (known === false || (known === null && (await child(t)).answer.status === 501)) {
    throw new Skip('capability-absent', `The installation lacks the ${capabilities.subtickets?.plugin}.`);
  }
}

/** Expects a new ticket to be a child of the parent. */
async function expectChild(t: Context, made: Creation, parent: OwnTicket): Promise<void> {
  await readBack(t, made);
  const ticket = { ...made, number: await numberOf(t, made.answer, made.sent.subject) };
  const { yes, seen } = await isChildOf(t, ticket, parent);
  const expected = `ticket ${ticket.number} to be a child of ticket ${parent.number}`;
  t.that(yes, expected, seen.map(({ summary }) => summary).join('; '), [made.answer, ...seen]);
}

/** The ID of an own ticket, where it is certain that no other ticket has it as its number. */
async function unmistakableId(t: Context, ticket: OwnTicket): Promise<number> {
  const id = await idOf(t, ticket);
  const found = await t.call('getTicket', { path: { number: String(id), format: 'json' } });
  const nobody = found.status === 404;
  if (!nobody && String(loose(found).number) !== ticket.number) {
    throw new Skip('no-data', `The ID ${id} may be another ticket's number.`);
  }
  t.session.guard.allowId(id);
  return id;
}

export const parentChecks: Check[] = [
  check('createTicket/parent-by-number', 'Create a ticket with the number of an own one as its parent', async (t) => {
    await needSubtickets(t);
    await expectChild(t, await child(t), await parentTicket(t));
  }),

  check('createTicket/parent-by-id', 'Create a ticket with the ID of an own one as its parent', async (t) => {
    await needSubtickets(t);
    const parent = await parentTicket(t);
    const parentTicketId = await unmistakableId(t, parent);
    await expectChild(t, await creation(t, "child by its parent's ID", { parentTicketId }), parent);
  }),

  check('createTicket/parent-verified', 'Create a ticket with a parent that does not exist', async (t) => {
    await needSubtickets(t);
    await refusedCreations(t, 'unknown parent', [(valid) => ({ ...valid, parentTicketId: nobodys(t) })], [404, 400]);
  }),

  check('createTicket/parent-absent-501', 'Create a ticket with a parent', async (t) => {
    const { answer, sent } = await child(t);
    const { subtickets } = t.session.capabilities;
    if (subtickets || (subtickets === null && isSuccess(answer))) {
      throw new Skip('not-applicable', 'The installation has the plugin.');
    }
    await t.works('createTicket');
    await t.refused(answer, 501);
    const { numbers, answer: found } = await madeWith(t, sent.subject);
    t.that(numbers.length === 0, 'no ticket to be made', `ticket ${numbers} was made`, [answer, found]);
  }),

  check(
    'createTicket/parent-without-subticket-permission',
    'Create a ticket with a parent and a key that may not manage subtickets',
    async (t) => {
      await needSubtickets(t);
      const key = limitedKey(t, 'can_create_tickets', 'can_manage_subtickets');
      const parentTicketId = (await parentTicket(t)).number;
      const body = newTicket(t.session, 'child without the permission', { parentTicketId });
      const answer = await t.call('createTicket', { body, key });
      return isSuccess(answer) ? 'the parent is accepted' : `the parent is not accepted: ${answer.summary}`;
    },
  ),
];
