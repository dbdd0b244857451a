/** What the check of several filters builds on: tickets, and filters that work where they are alone. */

import type { Context } from '../../kernel/context.js';
import { Untestable } from '../../kernel/outcome.js';
import { highestLimit, type Row, rowsOf, searched } from '../../steps/search.js';
import { alone, department, type Filter, status, strangers, writingOf } from './filters.js';
import { forFilters } from './own-filters.js';
import { findable, needsOnly } from './searched-tickets.js';

/** Tickets to try filters on, and a text that some of their subjects have. */
export async function combinable(t: Context): Promise<{ text: string; rows: Row[] }> {
  const { query, rows } = await forFilters(t);
  return { text: query.query ?? (await findable(t)).word, rows };
}

/** @throws Untestable when a filter by the value of a ticket is ignored, or finds nothing, where it is the only one */
export async function needsAlone(t: Context, filter: Filter, row: Row): Promise<void> {
  const writing = await writingOf(t, filter, row);
  const rows = rowsOf(t.needs(await alone(t, filter, writing), filter.byId));
  const wrong = strangers(rows, filter, Number(row[filter.id])).length > 0;
  if (rows.length > 0 && !wrong) return;
  const broken = wrong ? filter.excludes : filter.byId;
  throw new Untestable(broken, `Needed a filter by ${filter.name} that is not ignored where it is the only one`);
}

/** The same for a text and both filters. @throws Untestable */
export async function needsEachAlone(t: Context, text: string, row: Row): Promise<void> {
  needsOnly(rowsOf(await searched(t, { query: text, limit: highestLimit })), text);
  for (const filter of [status, department]) await needsAlone(t, filter, row);
}
