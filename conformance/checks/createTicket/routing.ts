/** Checks of where a new ticket goes: its department, its help topic and its priority, by name and by ID. */
import { type Check, check } from '../../kernel/check.js';
import { show } from '../../kernel/show.js';
import { plainTicket } from '../../steps/creations.js';
import { lookupFields } from '../../steps/lookup-fields.js';
import { refusedCreations } from '../../steps/refused-creations.js';
import { newTicketLookups } from '../../steps/several-fields.js';
import { type LookupRequest, lookupChecks } from '../generic/lookups.js';

const request: LookupRequest = {
  operation: 'createTicket',
  ...newTicketLookups,
  refused: (t, { what, field }, values) =>
    refusedCreations(
      t,
      `unknown ${what}`,
      values.map((value) => (valid) => ({ ...valid, [field]: value })),
    ),
};

/** A check that a ticket which names none gets one. */
const defaultCheck = (prefix: 'department' | 'priority'): Check => {
  const { what, field, id: idOf, name: nameOf } = lookupFields[prefix];
  return check(`createTicket/${prefix}-default`, `Create a ticket without \`${field}\``, async (t) => {
    const ticket = await plainTicket(t);
    const [idField, shape] = idOf;
    const { [idField]: id, [nameOf[0]]: name } = (ticket.meant ?? {}) as Record<string, unknown>;
    // No ID breaks this requirement, unless there is a name; a missing field says nothing about it.
    if (id === undefined || (name && !(Number(id) > 0))) t.value(ticket, shape);
    t.that(Number(id) > 0, `a ${what}`, show(id), ticket, `/${idField}`);
  });
};

export const checks: Check[] = [
  ...lookupChecks(request, 'department', { byName: 'by-name', byId: 'by-id', numericString: true }),
  defaultCheck('department'),
  ...lookupChecks(request, 'priority', { byName: 'by-name', byId: 'by-id' }),
  defaultCheck('priority'),
  ...lookupChecks(request, 'topic', { byId: 'stored' }),
];
