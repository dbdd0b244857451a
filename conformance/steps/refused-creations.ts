/** Creations that must be refused, and make no ticket. */
import { mark } from '../client/mark.js';
import { shownTicket } from '../client/shown-ticket.js';
import { readField } from '../invariants/read-field.js';
import type { Answer, Context } from '../kernel/context.js';
import { each } from '../kernel/each.js';
import { Untestable } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import type { Creation } from './creations.js';
import { getTicket, newTicket, withSubject } from './own-tickets.js';

/** Turns a valid body into one that must be refused. */
export type Change = (valid: Record<string, unknown>) => unknown;

/**
 * Sends creations that must each be refused, and expects that no ticket was made.
 *
 * @param label what they are for; it is in the subject, so that a ticket that was made can be found
 * @param changes each turns a valid request into one that is sent
 */
export async function refusedCreations(t: Context, label: string, changes: readonly Change[]): Promise<void> {
  const valid = newTicket(t.session, label);
  const requests = changes.map((change) => change({ ...valid }));
  // A ticket that was made of a request without its subject can only be found as one that was not there before.
  const named = requests.every((sent) => (sent as { subject?: unknown } | null)?.subject === valid.subject);
  const before = named ? undefined : await newestNumbers(t);
  const answers = await each(
    t,
    requests,
    (json) => t.send({ operation: 'createTicket', json }),
    (answer) => t.refused(answer),
  );
  expectNone(t, before ? await madeSince(t, before) : await withSubject(t, valid.subject), answers);
}

/** Expects a creation to have been refused, and no ticket to be there. */
export async function refusedCreation(t: Context, { sent, answer }: Creation): Promise<void> {
  await t.refused(answer);
  expectNone(t, await withSubject(t, sent.subject), [answer]);
}

function expectNone(t: Context, found: { answer: Answer; numbers: string[] }, answers: readonly Answer[]): void {
  const refusals = answers.map(({ status }) => status).join(', ');
  const actual = `refused with ${refusals}, but ticket ${found.numbers} was made`;
  t.that(found.numbers.length === 0, 'no ticket to be made', actual, [...answers, found.answer]);
}

type Row = { number?: unknown; subject?: unknown };

/** How many of the newest tickets are read: somebody else may make some at the same time. */
const most = 50;

async function newestRows(t: Context): Promise<{ answer: Answer; rows: Row[] }> {
  const answer = t.needs(await t.call('searchTickets', { query: { limit: most } }), 'searchTickets/answers-an-array');
  // Without subjects it is not known which tickets are the run's own.
  const { fault } = readField('searchTickets/subject-is-string', answer.content);
  if (fault) throw new Untestable(fault.requirement, `Needed ${fault.requirement}, but it was ${show(fault.actual)}`);
  return { answer, rows: answer.meant as Row[] };
}

const newestNumbers = async (t: Context): Promise<ReadonlySet<string>> =>
  new Set((await newestRows(t)).rows.map(({ number }) => String(number)));

/** The tickets that are new and have the e-mail address of this run, but not its mark. */
async function madeSince(t: Context, before: ReadonlySet<string>): Promise<{ answer: Answer; numbers: string[] }> {
  const { run, ledger } = t.session;
  const { answer, rows } = await newestRows(t);
  const numbers: string[] = [];
  for (const { number, subject } of rows) {
    if (before.has(String(number)) || String(subject).startsWith(mark(run.id))) continue;
    // Anybody may have made it, unless it has the address that only this run uses.
    const address = shownTicket((await getTicket(t, String(number))).text)?.address;
    if (address === undefined || !ledger?.addresses.has(address)) continue;
    ledger.made(String(number), String(subject));
    numbers.push(String(number));
  }
  return { answer, numbers };
}
