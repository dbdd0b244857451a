/** Checks of what an update names: status, department, SLA plan, agent, priority and help topic, in each way. */
import { type Check, check } from '../../kernel/check.js';
import { Skip } from '../../kernel/outcome.js';
import { usableValue } from '../../steps/lookup-fields.js';
import { statuses } from '../../steps/lookups.js';
import { makeTicket, readTicket } from '../../steps/own-tickets.js';
import { refusedUpdates, update, updateAndRead } from '../../steps/updates.js';
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
    const listed = (await statuses(t)).find(({ name }) => /^archived$/i.test(name));
    if (!listed) throw new Skip('no-data', 'The installation lists no status "Archived".');
    const { after } = await updateAndRead(t, await makeTicket(t, 'to be archived'), { statusId: listed.name });
    t.equal(after, '/statusId', t.value(after, 'getTicket/statusId-is-integer'), Number(listed.id));
  }),
];
