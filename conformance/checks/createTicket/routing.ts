/** Checks of where a new ticket goes: its department, its help topic and its priority, by name and by ID. */
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { Skip } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { plainTicket, refusedCreations, sharedCreation } from '../../steps/creations.js';
import { type LookupField, type LookupValue, lookupFields } from '../../steps/lookup-fields.js';
import { ticketIn } from '../../steps/own-tickets.js';
import { type LookupRequest, lookupChecks } from '../generic/lookups.js';

/** A ticket that was created with a value, once for all that try it. */
const given = (t: Context, what: string, field: string, value: unknown) =>
  sharedCreation(t, `${what} ${typeof value === 'number' ? 'with the ID' : 'named'} ${value}`, { [field]: value });

/** Candidates to try; some may be inactive. */
const tries = 3;

/**
 * A value that a new ticket can be given, by ID or by name: one that other tickets have, or else the one that a ticket
 * gets by default, which is certainly active.
 *
 * @throws Skip when none is known
 */
const valueForNew = (t: Context, { what, field, id, name, known, remedy }: LookupField) =>
  t.share(`${what} of new tickets`, async (own): Promise<LookupValue & { isDefault?: boolean }> => {
    const plain = ticketIn(await plainTicket(own));
    const usual = { id: Number(plain[id[0]]), ...(name ? { name: String(plain[name[0]]) } : {}), isDefault: true };
    const others = (await known(own)).filter((one) => Number(one.id) !== usual.id).slice(0, tries);
    for (const one of others) {
      for (const value of [one.id, one.name]) {
        if (value === undefined) continue;
        if ((await given(own, what, field, value)).after) return one;
      }
    }
    if (usual.id > 0) return usual;
    const last = others.at(-1);
    // The user says that the help topic is active.
    if (last && t.session.run.known.topicId !== undefined) return last;
    throw new Skip('no-data', `No ticket shows a ${what} that new tickets can have. ${remedy}`);
  });

const request: LookupRequest = {
  operation: 'createTicket',
  value: valueForNew,
  give: (t, what, _how, field, value) => given(t, what, field, value),
  refused: (t, { what, field }, values) =>
    refusedCreations(
      t,
      `unknown ${what}`,
      values.map((value) => (valid) => ({ ...valid, [field]: value })),
    ),
};

/** A check that a ticket which names none gets one. */
const defaultCheck = (prefix: 'department' | 'priority'): Check => {
  const { what, field, id: idOf } = lookupFields[prefix];
  return check(`createTicket/${prefix}-default`, `Create a ticket without \`${field}\``, async (t) => {
    const ticket = await plainTicket(t);
    const [idField, shape] = idOf;
    const id = ticketIn(ticket)[idField];
    // Null and 0 break this requirement; only a missing field says nothing about it.
    if (id === undefined) t.value(ticket, shape);
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
