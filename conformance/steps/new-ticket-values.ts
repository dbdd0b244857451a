/** Departments, priorities and help topics that new tickets are given. */
import type { Context } from '../kernel/context.js';
import { Skip } from '../kernel/outcome.js';
import { plainTicket, sharedCreation } from './creations.js';
import type { LookupField, LookupValue } from './lookup-fields.js';
import { ticketIn } from './own-tickets.js';

/** A ticket that was created with a value alone, once for all that try it. */
export const createdWith = (t: Context, what: string, field: string, value: unknown) =>
  sharedCreation(t, `${what} ${typeof value === 'number' ? 'with the ID' : 'named'} ${value}`, { [field]: value });

/** Candidates to try; some may be inactive. */
const tries = 3;

/**
 * A value that a new ticket can be given, by ID or by name: one that other tickets have, or else the one that a ticket
 * gets by default, which is certainly active.
 *
 * @throws Skip when none is known
 */
export const valueForNew = (t: Context, { what, field, id, name, known, remedy }: LookupField) =>
  t.share(`${what} of new tickets`, async (own): Promise<LookupValue & { isDefault?: boolean }> => {
    const plain = ticketIn(await plainTicket(own));
    const usual = { id: Number(plain[id[0]]), ...(name ? { name: String(plain[name[0]]) } : {}), isDefault: true };
    const others = (await known(own)).filter((one) => Number(one.id) !== usual.id).slice(0, tries);
    for (const one of others) {
      for (const value of [one.id, one.name]) {
        if (value === undefined) continue;
        if ((await createdWith(own, what, field, value)).after) return one;
      }
    }
    if (usual.id > 0) return usual;
    const last = others.at(-1);
    // The user says that the help topic is active.
    if (last && t.session.run.known.topicId !== undefined) return last;
    throw new Skip('no-data', `No ticket shows a ${what} that new tickets can have. ${remedy}`);
  });
