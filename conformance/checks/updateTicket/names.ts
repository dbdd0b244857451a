/** Checks of what an update names: status, department, SLA plan, agent, priority and help topic, in each way. */
import { type Check, check } from '../../kernel/check.js';
import { show } from '../../kernel/show.js';
import { usableValue } from '../../steps/lookup-fields.js';
import { makeTicket, readTicket, ticketIn } from '../../steps/own-tickets.js';
import { refusedUpdates, update } from '../../steps/updates.js';
import { type LookupRequest, lookupChecks } from '../generic/lookups.js';

const request: LookupRequest = {
  operation: 'updateTicket',
  value: usableValue,
  give: async (t, label, field, value) => {
    const { number } = await makeTicket(t, label);
    return { answer: await update(t, number, { [field]: value }), after: await readTicket(t, number) };
  },
  refused: (t, { field }, values) =>
    refusedUpdates(
      t,
      values.map((value) => ({ [field]: value })),
    ),
};

export const checks: Check[] = [
  ...lookupChecks(request, 'status', { byName: 'by-name', byId: 'by-id', numericString: true }),
  ...lookupChecks(request, 'department', { byName: 'by-name', byId: 'by-id', numericString: true }),
  ...lookupChecks(request, 'sla', { byName: 'by-name', byId: 'by-id', numericString: true }),
  ...lookupChecks(request, 'staff', { byName: 'by-username', byId: 'by-id', numericString: true }),
  ...lookupChecks(request, 'priority', { byName: 'by-name', byId: 'by-id' }),
  ...lookupChecks(request, 'topic', { byId: 'by-id' }),

  check('updateTicket/status-archived', 'Send "Archived" as `statusId`', async (t) => {
    const { number } = await makeTicket(t, 'to be archived');
    const answer = await update(t, number, { statusId: 'Archived' });
    if (!answer.isSuccess) return `not taken: ${answer.summary}`;
    return `taken; the status is then ${show(ticketIn(await readTicket(t, number)).status)}`;
  }),
];
