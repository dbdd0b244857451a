/** Tickets that a run makes for its checks: marked, and asking for no e-mail. */
import { sampleRequests } from '../../contract/sample-requests.js';
import { answeredNumber } from '../../contract/ticket-number.js';
import type { components } from '../../generated/types.js';
import { NoAnswer } from '../client/answer.js';
import { mark, ownEmail } from '../client/mark.js';
import { NoEvidence } from '../client/wire.js';
import type { Answer, Context } from '../kernel/context.js';
import { nothingIfMissing, Skip, Untestable } from '../kernel/outcome.js';
import type { Session } from '../kernel/session.js';
import { otherReading, showsOther } from './other-readings.js';

export type TicketCreation = components['schemas']['TicketCreation'];
export type Ticket = components['schemas']['Ticket'];

/**
 * A request for a new ticket.
 *
 * @param label what it is for; with the mark it makes the subject, by which the ticket is found again
 */
export function newTicket(session: Session, label: string, fields: Partial<TicketCreation> = {}): TicketCreation {
  const { id } = session.run;
  return {
    ...sampleRequests.createTicket.body,
    ...session.run.newTicket,
    name: 'osTicket Contract',
    email: ownEmail(id),
    subject: `${mark(id)} ${label}`,
    message: `Made by a conformance run of osticket-contract (${id}): ${label}. It can be deleted.`,
    autorespond: false,
    alert: false,
    ...fields,
  };
}

export interface OwnTicket {
  number: string;
  sent: TicketCreation;
  /** The answer to its creation. */
  answer: Answer;
}

/**
 * Makes a ticket that a check builds on. It is not the check of creation itself.
 *
 * @throws Untestable when no ticket can be made
 */
export async function makeTicket(t: Context, label: string, fields: Partial<TicketCreation> = {}): Promise<OwnTicket> {
  const sent = newTicket(t.session, label, fields);
  const answer = await t.call('createTicket', { body: sent });
  if (Object.keys(fields).length === 0) await lookForLimit(t, answer);
  const { permissions, refusesTickets } = t.session;
  const mayLack = permissions.can_create_tickets === null && refusesTickets === undefined;
  if (mayLack && answer.isRefusedAs('permissions/lacking-403')) {
    throw new Skip('no-permission', 'The key lacks can_create_tickets.');
  }
  t.needs(answer, 'createTicket/answers-201');
  return { number: await numberOf(t, answer, sent.subject), sent: sentIn(answer, sent), answer };
}

/** What a creation has sent. In kept evidence the ticket may have another label than today. */
export function sentIn({ exchange }: Answer, sent: TicketCreation): TicketCreation {
  const { body } = exchange.request;
  return body && 'text' in body ? (JSON.parse(body.text) as TicketCreation) : sent;
}

/**
 * Where a plain creation is refused after others were taken, finds out whether all are refused by now, as by a limit of open
 * tickets: then no check can say more. A single one that is refused may be a fault.
 */
async function lookForLimit(t: Context, answer: Answer): Promise<void> {
  const { summary } = answer;
  if (t.session.refusesTickets !== undefined) return;
  if (!answer.isRefusedForContent && !answer.isRefusedAs('permissions/lacking-403')) return;
  if (!(await t.simplest('createTicket')).isSuccess) return;
  const again = await t
    .share(`whether new tickets are taken after ${summary}`, (own) =>
      own.call('createTicket', { body: newTicket(own.session, 'whether new tickets are taken') }),
    )
    .catch(nothingIfMissing);
  if (again && !again.isSuccess && again.summary === summary) t.session.refusesTickets = summary;
}

/** A ticket of the run that several checks look at and none changes. */
export const sharedTicket = (t: Context, label: string, fields: Partial<TicketCreation> = {}): Promise<OwnTicket> =>
  t.share(`own ticket: ${label}`, (own) => makeTicket(own, label, fields));

/** Whether creations are answered with the ticket's number, and not with its ID. True where nothing shows which it is. */
const answersNumbers = (t: Context): Promise<boolean> =>
  t.share('whether creations answer the number', async (own) => {
    try {
      const answer = await own.simplest('createTicket');
      const number = answeredNumber(answer.text);
      if (number === undefined) return false;
      const ticket = await getTicket(own, number);
      if (!ticket.isSuccess) return (await elsewhere(own, answer, ticket)) === undefined;
      // The ticket that has this number may be somebody else's.
      const { number: shown } = ticketIn(ticket);
      const isIt = shown === undefined || String(shown) === number || shown === Number(number);
      return isIt && ticket.text.includes(own.session.run.id);
    } catch (reason) {
      const unknown = [Skip, Untestable, NoAnswer, NoEvidence].some((kind) => reason instanceof kind);
      if (unknown) return true;
      throw reason;
    }
  });

/**
 * Where a new ticket is, when the number that its creation answered leads nowhere: search shows it with another number,
 * and by that number it can be read.
 *
 * @param read the answer to reading it by the number that was told
 * @returns that number, and the answers that prove it; nothing where it is not known
 */
export async function elsewhere(
  t: Context,
  creation: Answer,
  read: Answer,
): Promise<{ number: string; answers: Answer[] } | undefined> {
  const { body } = creation.exchange.request;
  if (!read.isRefusedAs('getTicket/unknown-404') || !body || !('text' in body)) return undefined;
  const { subject } = JSON.parse(body.text) as TicketCreation;
  const { numbers, answer: found } = await withSubject(t, subject);
  const [number] = numbers;
  if (number === undefined || numbers.includes(answeredNumber(creation.text) ?? '')) return undefined;
  const ticket = await getTicket(t, number);
  const isIt = ticket.isSuccess && ticketIn(ticket).subject === subject;
  return isIt ? { number, answers: [creation, read, found, ticket] } : undefined;
}

/**
 * The number of a ticket that was made: from the answer, or where that has none, from a search. That the answer is wrong
 * is reported by another check.
 *
 * @throws Untestable when there is none
 */
export async function numberOf(t: Context, answer: Answer, subject: string): Promise<string> {
  const answered = answeredNumber(answer.text);
  if (answered !== undefined && (await answersNumbers(t))) return answered;
  let { numbers } = await withSubject(t, subject);
  // Somebody may have copied the subject.
  if (numbers.length > 1) numbers = (await t.session.ownership?.ownOf(numbers)) ?? numbers;
  const [only] = numbers;
  if (only !== undefined && numbers.length === 1) return only;
  throw new Untestable(
    'createTicket/answers-the-number',
    `Needed a ticket number, but the answer was ${answer.summary}, and search shows ${numbers.length} such tickets`,
  );
}

/** The numbers of the tickets that have exactly this subject. */
export async function withSubject(t: Context, subject: string): Promise<{ answer: Answer; numbers: string[] }> {
  const query = subject.slice(0, 200);
  const answer = t.needs(
    await t.call('searchTickets', { query: { query, limit: 100 } }),
    'searchTickets/answers-an-array',
  );
  // Without subjects it is not known which tickets they are.
  t.field(answer, 'searchTickets/subject-is-string');
  const rows = answer.meant as { number?: unknown; subject?: unknown }[];
  const numbers = rows.filter((row) => row.subject === subject).map(({ number }) => String(number));
  for (const number of numbers) t.session.ledger?.made(number, subject);
  return { answer, numbers };
}

/** The answer to a request for a ticket by its number or its ID. Not judged. */
export const getTicket = (t: Context, number: string | number, format: 'json' | 'xml' = 'json'): Promise<Answer> =>
  t.call('getTicket', { path: { number: String(number), format } });

/**
 * Reads a ticket that a check builds on, in another way where getTicket does not show it.
 *
 * @returns the answer; its body is whatever the installation sent
 * @throws Untestable when it cannot be read
 */
export async function readTicket(t: Context, number: string): Promise<Answer> {
  const answer = await getTicket(t, number);
  const isOther = answer.isSuccess && showsOther(t, number, answer);
  const isRead = answer.isSuccess && !answer.isUnreadable && !isOther;
  const other =
    isRead || answer.isRefusedAs('getTicket/unknown-404') ? undefined : await otherReading(t, number, answer);
  if (other) return other;
  needsItself(t, number, answer);
  const { id, number: shown, subject } = ticketIn(t.needs(answer, 'getTicket/answers-200'));
  if ([id, shown, subject].some((value) => value !== undefined)) return answer;
  throw new Untestable('getTicket/number-is-string', `Needed a ticket, but the answer was ${answer.summary}`);
}

/** @throws Untestable when the answer to a request for an own ticket shows another one */
export function needsItself(t: Context, number: string, answer: Answer): void {
  if (!answer.isSuccess || !showsOther(t, number, answer)) return;
  throw new Untestable('getTicket/by-number', `Needed ticket ${number}, but another one is answered`);
}

/** Reads a ticket of `sharedTicket` once. @throws Untestable when it cannot be read */
export const sharedReading = (t: Context, label: string): Promise<Answer> =>
  t.share(`reading of own ticket: ${label}`, async (own) => readTicket(own, (await sharedTicket(own, label)).number));

/** The ticket in an answer as it is meant: each field may still be missing or have another type. */
export const ticketIn = (answer: Answer) => (answer.meant ?? {}) as Partial<Record<keyof Ticket, unknown>>;

/** The internal ID that a ticket shows, if it can be one. */
export function idIn(ticket: Partial<Record<keyof Ticket, unknown>>): number | undefined {
  const id = Number(ticket.id);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

/** The internal ID of an own ticket. @throws Untestable when the ticket does not show it */
export async function idOf(t: Context, ticket: { number: string }): Promise<number> {
  return Number(t.field(await readTicket(t, ticket.number), 'getTicket/id-is-integer')[0]);
}

const dayMs = 24 * 3600 * 1000;

/**
 * A day after the beginning of the run, or before it where `days` is negative, as `YYYY-MM-DD`. It does not depend on
 * today, so that the evidence of a run can be judged again.
 */
export const inDays = ({ session: { run } }: Context, days: number): string =>
  new Date(run.startedAt.getTime() + days * dayMs).toISOString().slice(0, 10);

/** Texts that are no ISO 8601 date. */
export function invalidDates(t: Context): string[] {
  const [year, month, day] = inDays(t, 40).split('-');
  return ['soon', 'tomorrow', `${month}/${day}/${year}`];
}

/** A day that no calendar has, in the year after the run. */
export const impossibleDate = ({ session: { run } }: Context): string => `${run.startedAt.getUTCFullYear() + 1}-02-30`;
