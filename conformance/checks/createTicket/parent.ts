/** Checks of tickets that are created as subtickets. */
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { Skip } from '../../kernel/outcome.js';
import { type Creation, creation, readBack, sharedCreation } from '../../steps/creations.js';
import {
  getTicket,
  idOf,
  newTicket,
  numberOf,
  type OwnTicket,
  sharedTicket,
  ticketIn,
} from '../../steps/own-tickets.js';
import { refusedCreation, refusedCreations } from '../../steps/refused-creations.js';
import { isChildOf, keyWithoutSubtickets, needsPlugin } from '../../steps/subtickets.js';

const parentTicket = (t: Context): Promise<OwnTicket> => sharedTicket(t, 'parent of new tickets');

/** A ticket created as a child of an own one. */
const child = (t: Context): Promise<Creation> =>
  sharedCreation(t, "child by its parent's number", async (own) => ({
    parentTicketId: (await parentTicket(own)).number,
  }));

const needsSubtickets = (t: Context) => needsPlugin(t, async () => (await child(t)).answer);

/** Expects a new ticket to be a child of the parent. */
async function expectChild(t: Context, made: Creation, parent: OwnTicket): Promise<void> {
  await readBack(t, made);
  const ticket = { number: await numberOf(t, made.answer, made.sent.subject) };
  const { yes, seen } = await isChildOf(t, ticket, parent);
  const expected = `ticket ${ticket.number} to be a child of ticket ${parent.number}`;
  t.that(yes, expected, seen.map(({ summary }) => summary).join('; '), [made.answer, ...seen]);
}

/** The ID of an own ticket, where it is certain that no other ticket has it as its number. */
async function unmistakableId(t: Context, ticket: OwnTicket): Promise<number> {
  const id = await idOf(t, ticket);
  const found = await getTicket(t, id);
  if (!found.isRefusedAs('getTicket/unknown-404') && String(ticketIn(found).number) !== ticket.number) {
    throw new Skip('no-data', `The ID ${id} may be another ticket's number.`);
  }
  t.session.guard.allowId(id, ticket.number);
  return id;
}

export const checks: Check[] = [
  check('createTicket/parent-by-number', 'Create a ticket with the number of an own one as its parent', async (t) => {
    await needsSubtickets(t);
    await expectChild(t, await child(t), await parentTicket(t));
  }),

  check('createTicket/parent-by-id', 'Create a ticket with the ID of an own one as its parent', async (t) => {
    await needsSubtickets(t);
    const parent = await parentTicket(t);
    const parentTicketId = await unmistakableId(t, parent);
    await expectChild(t, await creation(t, "child by its parent's ID", { parentTicketId }), parent);
  }),

  check('createTicket/parent-verified', 'Create a ticket with a parent that does not exist', async (t) => {
    await needsSubtickets(t);
    await refusedCreations(t, 'unknown parent', [(valid) => ({ ...valid, parentTicketId: t.unknownName })]);
  }),

  check('createTicket/parent-absent-501', 'Create a ticket with a parent', async (t) => {
    t.session.requireAbsenceOrUse('subtickets');
    const made = await child(t);
    const { subtickets } = t.session.capabilities;
    if (subtickets || (subtickets === null && made.answer.isSuccess)) {
      throw new Skip('not-applicable', 'The installation has the plugin.');
    }
    await refusedCreation(t, made);
  }),

  check(
    'createTicket/parent-without-subticket-permission',
    'Create a ticket with a parent and a key that may not manage subtickets',
    async (t) => {
      await needsSubtickets(t);
      const key = keyWithoutSubtickets(t, 'can_create_tickets');
      const parentTicketId = (await parentTicket(t)).number;
      const body = newTicket(t.session, 'child without the permission', { parentTicketId });
      const answer = await t.call('createTicket', { body, key });
      return answer.isSuccess ? 'the parent is accepted' : `the parent is not accepted: ${answer.summary}`;
    },
  ),
];
