/** Whether tickets change to which nothing is done: by a rule of the help desk, a job of it, or an agent at work. */
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Answer, Context } from '../kernel/context.js';
import { nothingIfMissing } from '../kernel/outcome.js';
import { plainTicket } from './creations.js';
import { makeTicket, readTicket, ticketIn } from './own-tickets.js';

/** Milliseconds between two looks at a ticket. */
const betweenMs = 4_000;
/** Looks at most, where a ticket of the run has changed alone already: a job may come once a minute. */
const mostLooks = 16;

/**
 * The fields of a new ticket that change while nothing is sent but the requests that read it. It takes some seconds.
 *
 * @example await changesAlone(t) // ['thread', 'updated']
 */
export const changesAlone = (t: Context): Promise<readonly string[]> =>
  t.share('whether tickets change alone', async (own) => {
    const number = await makeTicket(own, 'that nothing is done to').then((made) => made.number, nothingIfMissing);
    const look = async () => (number ? readTicket(own, number).catch(nothingIfMissing) : undefined);
    const first = await look();
    // What differs from reading to reading is no change of the ticket.
    const unsteady = differing(first, await look());
    const looks = (await hasChangedAlone(own)) ? mostLooks : 1;
    for (let at = 1; first && at <= looks; at += 1) {
      if (own.session.wire.live) await pause(betweenMs);
      const fields = differing(first, await look()).filter((field) => !unsteady.includes(field));
      if (fields.length > 0) return fields;
    }
    return [];
  });

/** Whether the ticket that the checks look at, and none changes, reads otherwise than at first. */
async function hasChangedAlone(t: Context): Promise<boolean> {
  const before = await plainTicket(t).catch(nothingIfMissing);
  const { number } = before ? ticketIn(before) : {};
  if (!before || typeof number !== 'string') return false;
  return differing(before, await readTicket(t, number).catch(nothingIfMissing)).length > 0;
}

/** The fields in which two readings of a ticket differ; none where there is only one. */
function differing(one: Answer | undefined, other: Answer | undefined): string[] {
  if (!one || !other) return [];
  const [before, after] = [ticketIn(one), ticketIn(other)] as Record<string, unknown>[];
  return Object.keys({ ...before, ...after }).filter((field) => !isDeepStrictEqual(before?.[field], after?.[field]));
}
