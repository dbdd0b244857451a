/** Finds a ticket that was made of a request without a subject: by its age and by the address of its user. */

import type { Answer } from '../client/answer.js';
import type { Context } from '../kernel/context.js';
import { loose, mark, ownEmail } from './own-ticket.js';

type Row = { number?: unknown; subject?: unknown };

/** So many of the newest are looked at: others may be made meanwhile. */
const most = 50;

async function newestRows(t: Context): Promise<{ answer: Answer; rows: Row[] }> {
  const answer = t.needs(await t.call('searchTickets', { query: { limit: most } }), 'searchTickets/answers-an-array');
  // Without subjects nobody could tell which tickets are the run's own.
  t.field(answer, 'searchTickets/subject-is-string');
  return { answer, rows: answer.json as Row[] };
}

/** The numbers of the newest tickets. */
export async function newestNumbers(t: Context): Promise<ReadonlySet<string>> {
  return new Set((await newestRows(t)).rows.map(({ number }) => String(number)));
}

/** The numbers of the tickets that are new and have this run's address, but not its mark. */
export async function madeSince(
  t: Context,
  before: ReadonlySet<string>,
): Promise<{ answer: Answer; numbers: string[] }> {
  const { run, ledger } = t.session;
  const { answer, rows } = await newestRows(t);
  const numbers: string[] = [];
  for (const { number, subject } of rows) {
    if (before.has(String(number)) || String(subject).startsWith(mark(run.id))) continue;
    const ticket = await t.call('getTicket', { path: { number: String(number), format: 'json' } });
    // Anybody may have made it, unless it has the address that only this run uses.
    if (!JSON.stringify(loose(ticket).user ?? '').includes(ownEmail(run.id))) continue;
    ledger?.made(String(number), String(subject));
    numbers.push(String(number));
  }
  return { answer, numbers };
}
