/** Whether tickets change to which nothing is done: by a rule of the help desk, a job of it, or an agent at work. */
import { setTimeout as pause } from 'node:timers/promises';
import { stem } from '../../contract/fields.js';
import type { Answer, Context } from '../kernel/context.js';
import { nothingIfMissing } from '../kernel/outcome.js';
import { differingFields } from './comparisons.js';
import { plainTicket } from './creations.js';
import { makeTicket, readTicket, ticketIn } from './own-tickets.js';

/** Milliseconds between two looks at a ticket. */
const betweenMs = 4_000;
/** Looks where a ticket of the run has changed alone already: a job may come once a minute. */
export const patientLooks = 16;

/** Tickets that are left alone: a rule or an agent may take one of several only. */
const watchedTickets = 5;

interface Watched {
  first: Answer;
  /** Fields that differ from reading to reading: they do not change, they are read so. */
  unsteady: readonly string[];
  look(): Promise<Answer | undefined>;
}

/** A ticket that is new, and looked at three times at once; nothing where there is none. */
async function newTicket(t: Context): Promise<Watched | undefined> {
  const made = await makeTicket(t, 'that nothing is done to').catch(nothingIfMissing);
  const look = async () => (made ? readTicket(t, made.number).catch(nothingIfMissing) : undefined);
  const [first, second, third] = [await look(), await look(), await look()];
  return first && second && third ? { first, unsteady: differingFields(second, third), look } : undefined;
}

const watched = (t: Context): Promise<Watched[]> =>
  t.share('tickets that are left alone', async (own) => {
    const tickets: Watched[] = [];
    for (let at = 0; at < watchedTickets; at += 1) {
      const one = await newTicket(own);
      if (one) tickets.push(one);
    }
    return tickets;
  });

/**
 * The fields of new tickets that change while nothing is sent but the requests that read them, by their stems.
 *
 * @param looks how often they are looked at, with 4 seconds before each
 * @example await changesAlone(t) // ['thread', 'updated']
 */
export async function changesAlone(t: Context, looks = 1): Promise<readonly string[]> {
  const tickets = await watched(t);
  for (let at = 1; tickets.length > 0 && at <= looks; at += 1) {
    if (t.session.wire.live) await pause(betweenMs);
    const changed = new Set<string>();
    for (const { first, unsteady, look } of tickets) {
      const now = await look();
      const fields = now ? differingFields(first, now).filter((field) => !unsteady.includes(field)) : [];
      for (const field of fields) changed.add(stem(field));
    }
    if (changed.size > 0) return [...changed];
  }
  return [];
}

/** Whether the ticket that the checks look at, and none changes, reads otherwise than at first. */
export async function hasChangedAlone(t: Context): Promise<boolean> {
  const before = await plainTicket(t).catch(nothingIfMissing);
  const { number } = before ? ticketIn(before) : {};
  if (!before || typeof number !== 'string') return false;
  const now = await readTicket(t, number).catch(nothingIfMissing);
  return now !== undefined && differingFields(before, now).length > 0;
}
