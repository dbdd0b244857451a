/** Checks of tickets that an update makes subtickets. */
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { Skip } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { ifSent, longer } from '../../steps/longer-numbers.js';
import { makeTicket, ticketIn } from '../../steps/own-tickets.js';
import { isChildOf, keyWithoutSubtickets, needsLink, needsPlugin } from '../../steps/subtickets.js';
import { parentByUpdate, refusedUpdates, setParent } from '../../steps/updates.js';
import { links, type RefusedLinking, refusedLinkChecks } from '../generic/refused-links.js';

const needsSubtickets = (t: Context) => needsPlugin(t, async () => (await parentByUpdate(t)).answer);

const linking: RefusedLinking = {
  request: (parent, child) => ({
    operation: 'updateTicket',
    path: { number: child.number, format: 'json' },
    json: { parentTicketNumber: parent.number },
  }),
  works: async (t) => {
    await needsSubtickets(t);
    await t.share('whether an update links', async (own) => {
      const { parent, child, answer } = await parentByUpdate(own);
      own.needs(answer, 'updateTicket/parent-stored');
      await needsLink(own, parent, child, 'updateTicket/parent-stored');
    });
  },
  answers: 'updateTicket/parent-stored',
  links: 'updateTicket/parent-stored',
  itself: 'updateTicket/parent-itself-refused',
  cycle: 'updateTicket/parent-cycle-refused',
  secondParent: 'updateTicket/second-parent-refused',
};

export const checks: Check[] = [
  check('updateTicket/parent-stored', 'Send the number of an own ticket as `parentTicketNumber`', async (t) => {
    await needsSubtickets(t);
    const { parent, child, answer } = await parentByUpdate(t);
    await t.succeeds(answer);
    const { yes, seen } = await isChildOf(t, child, parent);
    const expected = `ticket ${child.number} to be a child of ticket ${parent.number}`;
    t.that(yes, expected, `children ${show(ticketIn(seen[0] as Answer).children)}`, [answer, ...seen], '/children');
  }),

  check('updateTicket/parent-unknown-refused', 'Send a parent that does not exist', async (t) => {
    await needsSubtickets(t);
    await refusedUpdates(t, [{ parentTicketNumber: t.unknownName }]);
    const { parent } = await parentByUpdate(t);
    await ifSent(t, () => refusedUpdates(t, [{ parentTicketNumber: longer(parent.number) }]));
  }),

  ...refusedLinkChecks(linking, links),

  check('updateTicket/parent-absent-501', 'Send a `parentTicketNumber`', async (t) => {
    t.session.requireAbsenceOrUse('subtickets');
    const { subtickets } = t.session.capabilities;
    if (subtickets !== false) throw new Skip('not-applicable', 'The installation has the plugin, or it is not known.');
    const { number } = await makeTicket(t, 'parent without the plugin');
    await refusedUpdates(t, [{ parentTicketNumber: number }]);
  }),

  check(
    'updateTicket/parent-without-subticket-permission',
    'Send a parent with a key that may not manage subtickets',
    async (t) => {
      await needsSubtickets(t);
      const key = keyWithoutSubtickets(t, 'can_update_tickets');
      const parent = await makeTicket(t, 'parent without the permission');
      const child = await makeTicket(t, 'child without the permission');
      const answer = await setParent(t, child, parent, key);
      return answer.isSuccess ? 'the parent is accepted' : `the parent is not accepted: ${answer.summary}`;
    },
  ),
];
