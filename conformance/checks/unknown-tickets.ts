/** Tickets that do not exist, at each operation that names one; for reading and deletion, see there. */
import { type Check, check } from '../kernel/check.js';
import { linkable } from '../steps/linkable.js';
import { longerChild, longerParent, refusesLonger } from '../steps/longer-numbers.js';
import { getParent, linkRequest, listChildren, refusedLinks } from '../steps/subtickets.js';
import { unlink } from '../steps/unlinking.js';
import { update } from '../steps/updates.js';

export const checks: Check[] = [
  check('updateTicket/unknown-404', 'Update a ticket that does not exist', async (t, id) => {
    await t.refused(await update(t, t.unknownName, { note: 'A note for nobody.' }));
    await refusesLonger(t, id, 'updateTicket/unknown-404');
  }),

  check('updateTicketByPut/unknown-404', 'Update a ticket that does not exist', async (t, id) => {
    await t.refused(await update(t, t.unknownName, { note: 'A note for nobody.' }, 'updateTicketByPut'));
    await refusesLonger(t, id, 'updateTicketByPut/unknown-404');
  }),

  check('getParentTicket/unknown-404', 'Ask for the parent of a ticket that does not exist', async (t, id) => {
    await t.refused(await getParent(t, t.unknownName));
    await refusesLonger(t, id, 'getParentTicket/unknown-404');
  }),

  check('listChildTickets/unknown-404', 'List the children of a ticket that does not exist', async (t, id) => {
    await t.refused(await listChildren(t, t.unknownName));
    await refusesLonger(t, id, 'listChildTickets/unknown-404');
  }),

  check('linkSubticket/unknown-parent-404', 'Link a ticket to a parent that does not exist', async (t, id) => {
    await refusedLinks(t, linkable, ({ child }) => ({
      requests: [linkRequest({ number: t.unknownName }, child)],
      affected: [child],
    }));
    await refusesLonger(t, id, 'linkSubticket/unknown-parent-404', longerParent);
  }),

  check('linkSubticket/unknown-child-404', 'Link a child that does not exist', async (t, id) => {
    await refusedLinks(t, linkable, ({ parent }) => ({
      requests: [linkRequest(parent, { number: t.unknownName })],
      affected: [parent],
    }));
    await refusesLonger(t, id, 'linkSubticket/unknown-child-404', longerChild);
  }),

  check('unlinkSubticket/unknown-404', 'Unlink a ticket that does not exist', async (t, id) => {
    await t.refused(await unlink(t, t.unknownName));
    await refusesLonger(t, id, 'unlinkSubticket/unknown-404');
  }),
];
