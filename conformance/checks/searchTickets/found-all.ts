/** Expects tickets to be found, also where somebody else changes them meanwhile. */

import type { Answer, Context } from '../../kernel/context.js';
import { Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { newest } from '../../steps/existing-tickets.js';
import {
  type Found,
  find,
  found,
  highestLimit,
  holds,
  numbersOf,
  type Row,
  type SearchQuery,
} from '../../steps/search.js';
import { type Domain, type Findable, needsOnly } from './searched-tickets.js';

const numbersAmong = (rows: readonly Row[], fits: (row: Row) => boolean) =>
  rows.filter(fits).map(({ number }) => String(number));

/**
 * Expects a search to find those tickets of a domain that fit. Of the newest tickets of all, those that fit are the
 * newest that fit: so they are found on the first page, however many others there are.
 *
 * @param what for people: "the tickets with the status Open"
 * @param first the answer to `query`, where it was asked for already
 */
export async function foundAll(
  t: Context,
  domain: Domain,
  query: SearchQuery,
  fits: (row: Row) => boolean,
  what: string,
  first?: Answer,
): Promise<Found> {
  const all = { ...domain.query, ...query, limit: highestLimit };
  const seen = first ? await found(t, first) : await find(t, all);
  let missing = missingFrom(numbersAmong(domain.rows, fits), seen.answer);
  if (missing.length === 0) return seen;
  if (t.session.run.mode === 'read') {
    // Somebody may have changed or deleted a ticket since the domain was read: only those that still fit must be found.
    const still = numbersAmong((await find(t, { ...domain.query, limit: highestLimit })).rows, fits);
    const again = await find(t, all);
    missing = missingFrom(
      missing.filter((number) => still.includes(number)),
      again.answer,
    );
  }
  needsQuery(seen, domain.query.query, query.query);
  t.that(missing.length === 0, what, `without ticket ${missing.join(', ')}`, seen.answer);
  return seen;
}

/**
 * A search that ignores its query shows other tickets in place of those that are missing; another check reports that.
 *
 * @param text the query that a filter was added to
 * @param alone the query without a filter
 */
function needsQuery({ rows }: Found, text: string | undefined, alone: string | undefined): void {
  if (alone !== undefined) needsOnly(rows, alone);
  if (text === undefined || rows.every((row) => holds(row, text))) return;
  throw new Untestable('searchTickets/filters-combine', 'Needed a filter together with a query, but one was ignored');
}

function missingFrom(wanted: readonly string[], answer: Answer): string[] {
  const numbers = new Set(numbersOf(answer));
  return wanted.filter((number) => !numbers.has(number));
}

/** Expects a text to find a ticket. */
export async function finds(t: Context, { number }: Findable, text: string): Promise<void> {
  // In a run that only reads it is the newest tickets that the ticket was chosen from.
  const rows = t.session.run.mode === 'write' ? [{ number }] : (await newest(t)).rows;
  const isIt = (row: Row) => String(row.number) === number && (row.subject === undefined || holds(row, text));
  const domain = { query: {}, rows: rows.filter(isIt) };
  await foundAll(t, domain, { query: text }, isIt, `ticket ${number} for ${show(text)}`);
}
