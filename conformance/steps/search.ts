/** Searches, and what they answer. */
import { resolve } from '../../contract/document.js';
import { operation } from '../../contract/operations.js';
import type { components } from '../../generated/types.js';
import type { RequestOf } from '../client/caller.js';
import type { Answer, Context } from '../kernel/context.js';
import { Untestable } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';

export type SearchQuery = NonNullable<RequestOf<'searchTickets'>['query']>;

/** A ticket that was found, as it came: each field may be missing or have another type. */
export type Row = Partial<Record<keyof components['schemas']['FoundTicket'], unknown>>;

const { default: standard, maximum } = resolve(
  operation('searchTickets').parameters.find(({ name }) => name === 'limit')?.schema ?? {},
);
/** How many tickets a page has where nothing else is asked for. */
export const defaultLimit = Number(standard);
/** How many tickets a page has at most. */
export const highestLimit = Number(maximum);

/** The tickets in an answer. @throws Untestable when it is no array */
export function rowsOf(answer: Answer): Row[] {
  const { meant } = answer;
  if (Array.isArray(meant)) return meant.filter((row) => row !== null && typeof row === 'object');
  throw new Untestable('searchTickets/answers-an-array', `Needed an array, but the answer was ${answer.summary}`);
}

/** The numbers of the tickets in an answer, as texts. @throws Untestable when a ticket has none */
export const numbersOf = (answer: Answer): string[] =>
  rowsOf(answer).map(({ number }) => {
    if (typeof number === 'string' || typeof number === 'number') return String(number);
    throw new Untestable('searchTickets/number-is-string', `Needed the number of a ticket, but it was ${show(number)}`);
  });

export interface Found {
  answer: Answer;
  rows: Row[];
}

/** Expects a search to have succeeded. */
export async function found(t: Context, answer: Answer): Promise<Found> {
  if (!answer.isSuccess && isHighest(answer)) await needsHighestLimit(t);
  await t.succeeds(answer);
  return { answer, rows: rowsOf(answer) };
}

/** What a search found that the requirement lets be refused, too; nothing where it was. */
export async function foundUnlessRefused(t: Context, answer: Answer): Promise<Found | undefined> {
  if (t.isRefusal(answer)) return undefined;
  await t.needsErrorCodes(answer);
  return found(t, answer);
}

const isHighest = ({ exchange }: Answer) =>
  new URL(exchange.request.url).searchParams.get('limit') === String(highestLimit);

/** Other checks send the highest limit, too. @throws Untestable when it is refused itself */
async function needsHighestLimit(t: Context): Promise<void> {
  const prerequisite = 'searchTickets/limit-100-accepted';
  if (t.requirement !== prerequisite) t.needs(await searched(t, { limit: highestLimit }), prerequisite);
}

/** Sends a search and expects it to succeed. */
export const find = async (t: Context, query: SearchQuery): Promise<Found> =>
  found(t, await t.call('searchTickets', { query }));

/** The answer to a search, sent once for all checks. Not judged. */
export const searched = (t: Context, query: SearchQuery): Promise<Answer> =>
  t.share(`search ${JSON.stringify(query)}`, (own) => own.call('searchTickets', { query }));

/** The same for a search that the contract does not allow. Not judged. */
export const asked = (t: Context, name: string, ...values: string[]): Promise<Answer> =>
  t.share(`search ${name}=${values.join(` ${name}=`)}`, (own) =>
    own.send({ operation: 'searchTickets', query: values.map((value) => [name, value]) }),
  );

/** A text as search compares it: without case, and without the accents that many databases ignore. */
const folded = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');

/** Whether a ticket's subject contains a text. */
export const holds = ({ subject }: Row, text: string): boolean => folded(String(subject)).includes(folded(text));
