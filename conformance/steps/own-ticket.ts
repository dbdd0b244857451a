/** Tickets that a run makes for its checks: marked, and asking for no e-mail. */
import type { components } from '../../generated/types.js';
import { type Answer, NoAnswer } from '../client/answer.js';
import { isSuccess } from '../client/success.js';
import { NoEvidence } from '../client/wire.js';
import type { Context } from '../kernel/context.js';
import { Skip, Untestable } from '../kernel/outcome.js';
import type { Session } from '../kernel/session.js';

export type NewTicket = components['schemas']['NewTicket'];
export type Ticket = components['schemas']['Ticket'];

/** What stands at the beginning of the subject of every ticket of a run. */
export const mark = (runId: string) => `[osticket-contract ${runId}]`;

/** The e-mail address of the user of a run's tickets: in a domain that takes no mail. */
export const ownEmail = (runId: string) => `osticket-contract+${runId}@example.com`;

/**
 * A request for a new ticket.
 *
 * @param label what it is for; with the mark it makes the subject, by which the ticket is found again
 */
export function newTicket(session: Session, label: string, fields: Partial<NewTicket> = {}): NewTicket {
  const { id } = session.run;
  return {
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
  sent: NewTicket;
  /** The answer to its creation. */
  answer: Answer;
}

/**
 * Makes a ticket that a check builds on. It is not the check of creation itself.
 *
 * @throws Untestable when no ticket can be made
 */
export async function makeTicket(t: Context, label: string, fields: Partial<NewTicket> = {}): Promise<OwnTicket> {
  const sent = newTicket(t.session, label, fields);
  const answer = await t.call('createTicket', { body: sent });
  if (answer.status === 403 && t.session.permissions.can_create_tickets === null) {
    throw new Skip('no-permission', 'The key lacks can_create_tickets.');
  }
  t.needs(answer, 'createTicket/answers-201');
  return { number: await numberOf(t, answer, sent.subject), sent, answer };
}

/** Whether a text may be a ticket number and nothing else: in quotes it would be JSON, in brackets XML or a page. */
export const isBareNumber = (text: string) => /^[^\s"'<>{}[\]]{1,20}$/.test(text.trim());

/** The number in the answer to a creation, in quotes or not; nothing where it has none. */
const numberIn = ({ text }: Answer): string | undefined => {
  const bare = text.trim().replace(/^"(.*)"$/, '$1');
  return isBareNumber(bare) ? bare : undefined;
};

/** Whether creations are answered with the number of the ticket, and not with its ID; so it is taken to be where nothing shows it. */
const answersNumbers = (t: Context): Promise<boolean> =>
  t.share('whether creations answer the number', async (own) => {
    try {
      const number = numberIn(await own.simplest('createTicket'));
      if (number === undefined) return false;
      const ticket = await own.call('getTicket', { path: { number, format: 'json' } });
      if (!isSuccess(ticket)) return true;
      // What has this number may be a ticket of somebody else.
      const { number: shown } = loose(ticket);
      const isIt = shown === undefined || String(shown) === number || shown === Number(number);
      return isIt && ticket.text.includes(own.session.run.id);
    } catch (reason) {
      if (reason instanceof Skip || reason instanceof NoAnswer || reason instanceof NoEvidence) return true;
      throw reason;
    }
  });

/**
 * The number of a ticket that was made: as the answer has it, and where that is none, as search shows it. That the
 * answer is wrong has a check of its own.
 *
 * @throws Untestable when there is none
 */
export async function numberOf(t: Context, answer: Answer, subject: string): Promise<string> {
  const answered = numberIn(answer);
  if (answered !== undefined && (await answersNumbers(t))) return answered;
  const { numbers } = await madeWith(t, subject);
  const [only] = numbers;
  if (only !== undefined && numbers.length === 1) return only;
  throw new Untestable(
    'createTicket/answers-the-number',
    `Needed a ticket number, but the answer was ${answer.summary}, and search shows ${numbers.length} such tickets`,
  );
}

/** A ticket of the run that several checks look at and none changes. */
export const sharedTicket = (t: Context, label: string, fields: Partial<NewTicket> = {}): Promise<OwnTicket> =>
  t.share(`own ticket: ${label}`, (own) => makeTicket(own, label, fields));

/**
 * Reads a ticket that a check builds on.
 *
 * @returns the answer; its body is whatever the installation sent
 * @throws Untestable when it cannot be read
 */
export async function readTicket(t: Context, number: string): Promise<Answer> {
  const answer = t.needs(await t.call('getTicket', { path: { number, format: 'json' } }), 'getTicket/answers-200');
  const { id, number: shown, subject } = loose(answer);
  if ([id, shown, subject].some((value) => value !== undefined)) return answer;
  throw new Untestable('getTicket/number-is-string', `Needed a ticket, but the answer was ${answer.summary}`);
}

/** How a ticket of `sharedTicket` reads; asked once. @throws Untestable when it cannot be read */
export const sharedReading = (t: Context, label: string): Promise<Answer> =>
  t.share(`reading of own ticket: ${label}`, async (own) => readTicket(own, (await sharedTicket(own, label)).number));

/** The body of an answer as the contract has it, each field perhaps missing or of another type. */
export const loose = (answer: Answer) => (answer.json ?? {}) as Partial<Record<keyof Ticket, unknown>>;

/** The internal ID of an own ticket. @throws Untestable when reading does not tell it */
export async function idOf(t: Context, ticket: OwnTicket): Promise<number> {
  const answer = await readTicket(t, ticket.number);
  return Number(t.field(answer, 'getTicket/id-is-integer')[0]);
}

/** The numbers of the tickets that were made with exactly this subject. Proves that a refused creation made nothing. */
export async function madeWith(t: Context, subject: string): Promise<{ answer: Answer; numbers: string[] }> {
  const query = subject.slice(0, 200);
  const answer = t.needs(
    await t.call('searchTickets', { query: { query, limit: 100 } }),
    'searchTickets/answers-an-array',
  );
  // Without subjects nobody could tell which tickets they are.
  t.field(answer, 'searchTickets/subject-is-string');
  const rows = answer.json as { number?: unknown; subject?: unknown }[];
  const numbers = rows.filter((row) => row.subject === subject).map(({ number }) => String(number));
  for (const number of numbers) t.session.ledger?.made(number, subject);
  return { answer, numbers };
}
