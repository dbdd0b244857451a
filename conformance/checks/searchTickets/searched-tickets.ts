/** Own tickets that checks search for. None is changed once it is made. */

import type { Answer, Context } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { newest } from '../../steps/existing-tickets.js';
import { sharedTicket } from '../../steps/own-tickets.js';
import { highestLimit, holds, type Row, rowsOf, type SearchQuery, searched } from '../../steps/search.js';

/**
 * A word that is in no subject but those of own tickets. Letters and digits only, so that every search takes it for one
 * word, and for no wildcard.
 */
export const wordFor = (t: Context, purpose: string): string => `${purpose}${t.session.run.id}`;

/** Tickets that a search is limited to, as it shows them. */
export interface Domain {
  /** What limits it to them; nothing where it is about all tickets of the installation. */
  query: SearchQuery;
  rows: Row[];
}

/** Finds own tickets by a word in their subjects. @throws Untestable when a search for a word does not do that */
export async function byWord(own: Context, word: string): Promise<Domain & { answer: Answer }> {
  const query = { query: word };
  const answer = await own.call('searchTickets', { query: { ...query, limit: highestLimit } });
  const rows = rowsOf(own.needs(answer, 'searchTickets/query-finds'));
  if (rows.length === 0) {
    throw new Untestable('searchTickets/query-finds', `Needed the tickets with "${word}", but found none`);
  }
  needsOnly(rows, word);
  return { query, rows, answer };
}

/** @throws Untestable when a search for a word has found other tickets too */
export function needsOnly(rows: readonly Row[], word: string): void {
  if (rows.every((row) => holds(row, word))) return;
  throw new Untestable('searchTickets/query-excludes', `Needed only tickets with "${word}", but found others too`);
}

/** Each filter alone, with a value that many tickets have: what most of the newest ones show, and a letter. */
export async function filters(t: Context): Promise<SearchQuery[]> {
  const { rows } = await newest(t);
  const [status, department] = [mostFrequent(rows, 'status'), mostFrequent(rows, 'department')];
  return [
    { query: 'e' },
    ...(status === undefined ? [] : [{ status }]),
    ...(department === undefined ? [] : [{ department }]),
  ];
}

function mostFrequent(rows: readonly Row[], field: 'status' | 'department'): string | undefined {
  const texts = rows.map((row) => row[field]).filter((value) => typeof value === 'string');
  const count = (text: string) => texts.filter((one) => one === text).length;
  return texts.toSorted((one, other) => count(other) - count(one))[0];
}

/** All tickets of the installation, as far as the newest page shows them. */
export const allTickets = async (t: Context): Promise<Domain> => ({ query: {}, rows: (await newest(t)).rows });

/** A ticket, and a word of letters and digits in its subject, in upper or lower case. */
export interface Findable {
  number: string;
  word: string;
}

/** A ticket to look for: an own one; in a run that only reads, one of the newest. @throws Skip when there is none */
export async function findable(t: Context): Promise<Findable> {
  if (t.session.run.mode === 'write') {
    const word = wordFor(t, 'SoughtFor');
    const { number } = await sharedTicket(t, `${word} among all others`);
    return { number, word };
  }
  for (const { number, subject } of (await newest(t)).rows) {
    // Only the letters that have an upper and a lower case for every database.
    const [word] = /(?<![\p{L}\p{N}])[A-Za-z]{5,}(?![\p{L}\p{N}])/u.exec(String(subject)) ?? [];
    if (word && number !== undefined) return { number: String(number), word };
  }
  throw new Skip('no-data', 'Search shows no ticket whose subject has a word of at least five plain letters.');
}

/**
 * Makes sure that a search for a word finds the own ticket that has it, and no other. In a run that only reads, it is not
 * known what a search must find.
 *
 * @throws Untestable when it does not
 */
export async function findingWorks(t: Context): Promise<void> {
  if (t.session.run.mode === 'read') return;
  const { number, word } = await findable(t);
  const answer = t.needs(await searched(t, { query: word, limit: highestLimit }), 'searchTickets/query-finds');
  const rows = rowsOf(answer);
  if (!rows.some((row) => String(row.number) === number)) {
    throw new Untestable('searchTickets/query-finds', `Needed ticket ${number} for "${word}", but did not find it`);
  }
  needsOnly(rows, word);
}
