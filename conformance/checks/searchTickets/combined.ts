/** The check of several filters together. */

import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { beside } from '../../kernel/each.js';
import { show } from '../../kernel/show.js';
import { found, highestLimit, holds, type Row, rowsOf, type SearchQuery, searched } from '../../steps/search.js';
import { combinable, needsAlone, needsEachAlone } from './combined-needs.js';
import { isEndOf } from './department-path.js';
import { department, mostValues, status, writingOf } from './filters.js';
import { foundAll } from './found-all.js';

const limit = highestLimit;

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

/** Expects the path of a department and a status together to find what has both, where the user knows a path. */
async function matchesPathAndStatus(t: Context): Promise<void> {
  const path = t.session.run.known.departmentPath;
  const all = path === undefined ? undefined : await searched(t, { department: path, limit });
  // That a path alone works is the matter of another check.
  if (path === undefined || !all?.isSuccess) return;
  const rows = rowsOf(all).filter((one) => isEndOf(path, one.department));
  const [first] = rows;
  const row = rows.find((one) => Number(one.statusId) !== Number(first?.statusId));
  if (!row || rows.length < rowsOf(all).length) return;
  const fits = (one: Row) => Number(one.statusId) === Number(row.statusId) && isEndOf(path, one.department);
  const query: SearchQuery = { department: path, status: await writingOf(t, status, row) };
  const answer = await t.call('searchTickets', { query: { ...query, limit } });
  const stranger = answer.isSuccess ? rowsOf(answer).find((one) => !fits(one)) : undefined;
  if (!answer.isSuccess || stranger) await needsAlone(t, status, row);
  const wanted = `only tickets with the status "${row.status}" in the department "${path}"`;
  t.that(!stranger, wanted, `one with ${show(stranger?.status)} in ${show(stranger?.department)}`, answer);
  const what = `all tickets with the status "${row.status}" in the department "${path}"`;
  await foundAll(t, { query: { department: path }, rows }, query, fits, what, answer);
}

export const checks: Check[] = [
  check(
    'searchTickets/filters-combine',
    'Search by a word, a status and a department together, and by a path and a status',
    async (t) => {
      const { text, rows } = await combinable(t);
      for (const row of rows.filter((one) => holds(one, text)).slice(0, mostValues)) await matchesAll(t, text, row);
      await beside(t, () => matchesPathAndStatus(t));
    },
  ),
];
