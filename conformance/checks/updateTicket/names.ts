/** Checks of what an update names: status, department, SLA plan, agent, priority and help topic, in each way. */
import type { Check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { closableTicket } from '../../steps/closed-ticket.js';
import { lookupFields, usableIds, usableValue } from '../../steps/lookup-fields.js';
import { makeTicket, type OwnTicket, readTicket, sharedTicket } from '../../steps/own-tickets.js';
import { refusedUpdates, type TicketChanges, update } from '../../steps/updates.js';
import { type LookupRequest, lookupChecks } from '../generic/lookups.js';

async function given(t: Context, { number }: OwnTicket, body: TicketChanges) {
  const answer = await update(t, number, body);
  return answer.isSuccess ? { answer, after: await readTicket(t, number) } : { answer };
}

const giveAlone: LookupRequest['give'] = async (t, what, how, field, value) =>
  given(t, await (field === 'statusId' ? closableTicket : makeTicket)(t, `${what} ${how}`), { [field]: value });

const request: LookupRequest = {
  operation: 'updateTicket',
  value: usableValue,
  // A ticket that is closed takes no other values everywhere.
  give: async (t, what, how, field, value) =>
    field === 'statusId'
      ? giveAlone(t, what, how, field, value)
      : given(t, await sharedTicket(t, `given values ${how}`), { [field]: value }),
  giveAlone,
  giveUnlikely: async (t, _what, _how, field, value) =>
    given(t, await sharedTicket(t, 'given values by name'), { [field]: value }),
  refused: async (t, { field }, values) => {
    // Beside what is valid, an unknown value is easily passed over.
    const { [field]: _, ...known } = await usableIds(t, lookupFields.status, lookupFields.priority);
    // An agent 0 and an SLA plan 0 may mean none. Of the others none has the ID 0, which is easily taken for nothing.
    const mayBeNone = field === 'staffId' || field === 'slaId';
    const beside = mayBeNone ? values : [values[0], 0];
    return refusedUpdates(t, [
      ...values.slice(-1).map((value) => ({ [field]: value })),
      ...beside.map((value) => ({ ...known, [field]: value })),
    ]);
  },
};

export const checks: Check[] = [
  ...lookupChecks(request, 'status', { byName: 'by-name', byId: 'by-id', numericString: true }),
  ...lookupChecks(request, 'department', { byName: 'by-name', byId: 'by-id', numericString: true }),
  ...lookupChecks(request, 'sla', { byName: 'by-name', byId: 'by-id', numericString: true }),
  ...lookupChecks(request, 'staff', { byName: 'by-username', byId: 'by-id', numericString: true }),
  ...lookupChecks(request, 'priority', { byName: 'by-name', byId: 'by-id' }),
  ...lookupChecks(request, 'topic', { byId: 'by-id' }),
];
