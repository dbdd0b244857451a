/** The check of several filters together. */

import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { found, highestLimit, holds, type Row, rowsOf, type SearchQuery, searched } from '../../steps/search.js';
import { alone, department, mostValues, status, strangers, writingOf } from './filters.js';
import { foundAll } from './found-all.js';
import { forFilters } from './own-filters.js';
import { findable, needsOnly } from './searched-tickets.js';

const limit = highestLimit;

/** @throws Untestable when one of the filters is ignored where it is the only one */
async function needsEachAlone(t: Context, text: string, row: Row): Promise<void> {
  needsOnly(rowsOf(await searched(t, { query: text, limit })), text);
  for (const filter of [status, department]) {
    const value = Number(row[filter.id]);
    const writing = await writingOf(t, filter, row);
    const rows = rowsOf(t.needs(await alone(t, filter, writing), filter.byId));
    const wrong = strangers(rows, filter, value).length > 0;
    if (rows.length > 0 && !wrong) continue;
    const broken = wrong ? filter.excludes : filter.byId;
    throw new Untestable(broken, `Needed a filter by ${filter.name} that is not ignored where it is the only one`);
  }
}

/** Expects a search by everything that a ticket matches to find it, and to find nothing that does not match it all. */
async function matchesAll(t: Context, text: string, row: Row): Promise<void> {
  const query: SearchQuery = {
    query: text,
    status: await writingOf(t, status, row),
    department: await writingOf(t, department, row),
  };
  const answer = await t.call('searchTickets', { query: { ...query, limit } });
  if (!answer.isSuccess) await needsEachAlone(t, text, row);
  const { rows } = await found(t, answer);
  const fits = (one: Row) =>
    holds(one, text) && [status, department].every(({ id }) => Number(one[id]) === Number(row[id]));
  // Somebody may change the ticket, so that it does not match any more.
  const itself = (one: Row) => String(one.number) === String(row.number) && fits(one);
  const stranger = rows.find((one) => !fits(one));
  if (stranger || !rows.some(itself)) await needsEachAlone(t, text, row);
  if (stranger) {
    const { subject, status: its, department: where } = stranger;
    const wanted = `only "${text}" with the status "${row.status}" in the department "${row.department}"`;
    t.violated(wanted, `${show(subject)} with ${show(its)} in ${show(where)}`, answer);
  }
  await foundAll(t, { query: {}, rows: [row] }, query, itself, `ticket ${row.number}, which matches all`, answer);
}

export const checks: Check[] = [
  check('searchTickets/filters-combine', 'Search by a word, a status and a department together', async (t) => {
    const { query, rows } = await forFilters(t);
    const text = query.query ?? (await findable(t)).word;
    for (const row of rows.filter((one) => holds(one, text)).slice(0, mostValues)) await matchesAll(t, text, row);
  }),
];
