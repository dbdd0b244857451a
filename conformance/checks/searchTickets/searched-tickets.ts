/** Own tickets that checks search for. None is changed once it is made. */

import { NoEvidence } from '../../client/wire.js';
import type { Answer, Context } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { newest } from '../../steps/existing-tickets.js';
import { lookupFields, usableIds } from '../../steps/lookup-fields.js';
import { inDays, makeTicket, sharedTicket } from '../../steps/own-tickets.js';
import { find, highestLimit, holds, type Row, rowsOf, type SearchQuery, searched } from '../../steps/search.js';
import { update } from '../../steps/updates.js';

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

/** Each filter alone, with a value that many tickets have: what the newest one shows, and a letter. */
export async function filters(t: Context): Promise<SearchQuery[]> {
  const [row] = (await newest(t)).rows;
  const values: SearchQuery[] = [{ query: 'e' }];
  if (typeof row?.status === 'string') values.push({ status: row.status });
  if (typeof row?.department === 'string') values.push({ department: row.department });
  return values;
}

/** All tickets of the installation, as far as the newest page shows them. */
export const allTickets = async (t: Context): Promise<Domain> => ({ query: {}, rows: (await newest(t)).rows });

/** Stands between the word and the end of subjects, so that these are long. */
const between = 'and a long subject '.repeat(6);

interface OwnFilters extends Domain {
  /** The answer that shows them. */
  answer: Answer;
  /** Those that were made, and a long text that only the subject of each ends in. */
  made: { number: string; end: string }[];
}

/** Own tickets of which one has another status and one another department, and whose subjects differ in their ends alone. */
export const ownFilters = (t: Context): Promise<OwnFilters> =>
  t.share('own tickets for filters', async (own) => {
    const word = wordFor(own, 'filtered');
    const made: OwnFilters['made'] = [];
    const make = async (what: string) => {
      const { number } = await makeTicket(own, `${word} ${between}${what}${word}`);
      made.push({ number, end: `${between.slice(-40)}${what}${word}` });
      return number;
    };
    try {
      await make('made');
      const others = await usableIds(own, lookupFields.status, lookupFields.department);
      for (const [field, value] of Object.entries(others)) {
        // Not judged: a ticket counts as what search shows.
        await update(own, await make(field), { [field]: value });
      }
    } catch (reason) {
      // Evidence may have others, with shorter subjects.
      if (!(reason instanceof NoEvidence)) throw reason;
    }
    return { ...(await byWord(own, word)), made };
  });

/** Tickets to try filters on: own ones that differ in status and department; in a run that only reads, the newest. */
export const forFilters = (t: Context): Promise<Domain> =>
  t.session.run.mode === 'write' ? ownFilters(t) : allTickets(t);

/** An own ticket with everything set that can be, as a search for it shows it. */
export const fullTicket = (t: Context): Promise<Domain> =>
  t.share('own ticket with everything set', async (own) => {
    const word = wordFor(own, 'filled');
    const { number } = await makeTicket(own, `${word} in all fields`);
    const body = { ...(await usableIds(own, ...Object.values(lookupFields))), dueDate: inDays(own, 30) };
    // Not judged: the ticket counts as what it shows.
    await update(own, number, body);
    const query = { query: word };
    return { query, rows: (await find(own, query)).rows };
  });

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
