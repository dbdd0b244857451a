/**
 * Creations that have values in several fields, each for a check of its own. A check that sees there what it does not
 * expect creates a ticket with its own field alone, and judges that one: another field may be the reason.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Answer, Context } from '../kernel/context.js';
import { Untestable, Violation } from '../kernel/outcome.js';
import { sharedFirst } from './comparisons.js';
import { created, html, markup, sharedCreation } from './creations.js';
import { dueMoments } from './due-moments.js';
import type { TicketCreation } from './own-tickets.js';

export type Fields = Partial<TicketCreation>;

/** An address that is reserved for documentation. */
export const anIp = '192.0.2.100';

const creations = (t: Context): readonly Fields[] => {
  const { day, local, utc, ahead } = dueMoments(t);
  return [
    { duedate: day, message: markup, source: 'API', ip: anIp },
    { duedate: local, message: markup, format: 'text', source: 'Web' },
    { duedate: utc, message: html, format: 'html', source: 'Email' },
    { duedate: ahead },
  ];
};

/**
 * A ticket that was created with these values and others.
 *
 * @param fields a field that must not be sent is undefined
 * @throws Untestable when there is none
 */
async function createdWithOthers(t: Context, fields: Fields): Promise<Answer> {
  const has = (creation: Fields) =>
    Object.entries(fields).every(([name, value]) => isDeepStrictEqual(creation[name as keyof Fields], value));
  const all = creations(t);
  const index = all.findIndex(has);
  const made = index >= 0 ? await sharedCreation(t, `several fields, ${index + 1}`, all[index]) : undefined;
  if (made?.after) return made.after;
  throw new Untestable('createTicket/answers-201', 'No ticket was created with several fields');
}

/** Creates a ticket with some fields. @returns how it reads */
export type Create = (label: string, fields: Fields) => Promise<Answer>;

/** Judges what creations do: first of tickets that other checks share, and where that fails, of tickets of this check alone. */
export const judgeCreations = (t: Context, judge: (create: Create) => Promise<void>): Promise<void> =>
  sharedFirst(
    () => judge((_, fields) => createdWithOthers(t, fields)),
    () => judge((label, fields) => created(t, label, fields)),
    [Violation, Untestable],
  );
