/** At the end of a run: everything that it made is removed, children first, and what cannot be removed is listed. */
import type { Results } from '../generated/results.js';
import type { Trial } from './checks/trial.js';
import type { Session } from './session.js';
import { mark } from './world/own-ticket.js';

/** Also finds tickets whose creation was refused, or never answered, and that are there all the same. */
async function findStrays(t: Trial): Promise<void> {
  const { session } = t;
  const start = mark(session.run.id);
  for (let offset = 0; ; offset += 100) {
    const answer = await t.call('searchTickets', { query: { query: session.run.id, limit: 100, offset } });
    const rows = Array.isArray(answer.json) ? (answer.json as { number?: unknown; subject?: unknown }[]) : [];
    const own = rows.filter(({ subject }) => typeof subject === 'string' && subject.startsWith(start));
    for (const { number, subject } of own) session.ledger?.made(String(number), String(subject));
    if (own.length < 100) return;
  }
}

/**
 * Removes the tickets of a run.
 *
 * @returns those that are still there, with the reason
 */
export async function cleanUp(session: Session): Promise<Results['left']> {
  const { ledger } = session;
  if (!ledger?.used) return [];
  const left: Results['left'] = [];
  const t = session.trial('clean up');
  // A search that fails leaves what the ledger knows.
  await findStrays(t).catch(() => {});
  // The latest first: children are made after their parents.
  for (const { number, subject } of ledger.present()) {
    const why = await remove(t, number);
    if (why) left.push({ number, subject, why });
    else ledger.removed(number);
  }
  return left;
}

/** @returns why the ticket is still there, or nothing when it is gone */
async function remove(t: Trial, number: string): Promise<string | undefined> {
  try {
    const answer = await t.call('deleteTicket', { path: { number, format: 'json' } });
    if (answer.status === 200 || answer.status === 404) return undefined;
    return `deleting it was answered with ${answer.summary}`;
  } catch (error) {
    return (error as Error).message;
  }
}
