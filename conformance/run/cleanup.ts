/** Removes what a run made: its children first, also what its answers never told, and says what is left. */
import type { Results } from '../../generated/results.js';
import { Gone } from '../client/ownership.js';
import { Context } from '../kernel/context.js';
import type { Session } from '../kernel/session.js';
import { mark, ownEmail, ticketIn } from '../steps/own-tickets.js';

type Row = { number?: unknown; subject?: unknown };

/** So many tickets a page. */
const pageSize = 100;

async function search(t: Context, query: { query?: string; offset?: number }): Promise<Row[]> {
  const answer = await t.call('searchTickets', { query: { ...query, limit: pageSize } });
  return Array.isArray(answer.json) ? (answer.json as Row[]) : [];
}

/** Enters the tickets that carry the run's mark: whether or not an answer told their numbers. */
async function findMarked(t: Context): Promise<void> {
  const { ledger, run } = t.session;
  for (let offset = 0; ; offset += pageSize) {
    const rows = await search(t, { query: run.id, offset });
    for (const { number, subject } of rows) {
      if (typeof subject === 'string' && subject.startsWith(mark(run.id))) ledger?.made(String(number), subject);
    }
    if (rows.length < pageSize) return;
  }
}

/**
 * Enters tickets that were made although their request had no proper subject. Only their e-mail address tells, and only
 * reading tells that, so this looks at the newest tickets whose subject is nobody's.
 */
async function findUnmarked(t: Context): Promise<void> {
  const { ledger, run } = t.session;
  for (const { number, subject } of await search(t, {})) {
    if (typeof subject === 'string' && subject.length > 3) continue;
    const answer = await t.call('getTicket', { path: { number: String(number), format: 'json' } });
    const { user } = ticketIn(answer) as { user?: { email?: unknown } };
    if (JSON.stringify(user?.email ?? '').includes(ownEmail(run.id))) ledger?.made(String(number), String(subject));
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
  const t = new Context(session, 'clean up');
  try {
    await findMarked(t);
    await findUnmarked(t);
  } catch (error) {
    // Without a search the ledger knows what was answered, and that is removed all the same.
    for (const { subject } of ledger.unanswered()) {
      left.push({ subject, why: `whether it was made could not be found out: ${(error as Error).message}` });
    }
  }
  // The latest first: children are made after their parents.
  for (const { number, subject } of ledger.present()) {
    const why = await remove(t, number);
    if (why) left.push({ number, subject, why });
    else ledger.removed(number);
  }
  return left;
}

/** @returns why the ticket is still there, or nothing when it is gone */
async function remove(t: Context, number: string): Promise<string | undefined> {
  try {
    const answer = await t.call('deleteTicket', { path: { number, format: 'json' } });
    if (answer.status === 200 || answer.status === 404) return undefined;
    return `deleting it was answered with ${answer.summary}`;
  } catch (error) {
    // A run that was killed may have deleted it and not have got to saying so.
    return error instanceof Gone ? undefined : (error as Error).message;
  }
}
