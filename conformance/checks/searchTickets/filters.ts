/** Checks of the filters `status` and `department`: what they return, and what they leave out. */
import type { RequirementId } from '../../../generated/requirements.js';
import { departments, type Named, nobodys, unknownId } from '../../world/facts.js';
import { makeTicket } from '../../world/own-ticket.js';
import {
  asked,
  find,
  found,
  highestLimit,
  holds,
  type Row,
  rowsOf,
  type SearchQuery,
  searched,
} from '../../world/searches.js';
import { type Check, check } from '../check.js';
import { Skip, Untestable } from '../outcome.js';
import { show } from '../show.js';
import { isSuccess, type Trial } from '../trial.js';
import { foundAll } from './found-all.js';
import { type Domain, findable, forFilters, needsOnly, wordFor } from './own-tickets.js';

interface Filter {
  name: 'status' | 'department';
  id: 'statusId' | 'departmentId';
  byName: RequirementId;
  byId: RequirementId;
  excludes: RequirementId;
}

const status: Filter = {
  name: 'status',
  id: 'statusId',
  byName: 'searchTickets/status-by-name',
  byId: 'searchTickets/status-by-id',
  excludes: 'searchTickets/status-excludes',
};
const department: Filter = {
  name: 'department',
  id: 'departmentId',
  byName: 'searchTickets/department-by-name',
  byId: 'searchTickets/department-by-id',
  excludes: 'searchTickets/department-excludes',
};

const limit = highestLimit;
/** So many values of a filter are tried. */
const mostValues = 3;

/** The values of a filter that the tickets of a domain have. @throws Skip when they have none */
function values({ rows }: Domain, { name, id }: Filter): Named[] {
  const names = new Map<number, string>();
  for (const row of rows) {
    if (Number(row[id]) > 0 && typeof row[name] === 'string') names.set(Number(row[id]), row[name]);
  }
  // Two departments may have the same name under different parents: which one is meant, nobody can say.
  const all = [...names].filter(([, one]) => [...names.values()].filter((other) => other === one).length === 1);
  if (all.length === 0) throw new Skip('no-data', `No ticket that search shows has a ${name}.`);
  return all.slice(0, mostValues).map(([value, shown]) => ({ id: value, name: shown }));
}

/** Expects a filter to return the tickets that have a value, in each way in which the value can be written. */
async function returnsThem(t: Trial, filter: Filter, writings: (value: Named) => string[]): Promise<void> {
  const domain = await forFilters(t);
  for (const value of values(domain, filter)) {
    const fits = (row: Row) => Number(row[filter.id]) === value.id;
    for (const writing of writings(value)) {
      await foundAll(
        t,
        domain,
        { [filter.name]: writing },
        fits,
        `all tickets with the ${filter.name} ${show(writing)}`,
      );
    }
  }
}

/** Expects a filter, all alone, to return no ticket with another value. */
async function leavesOutOthers(t: Trial, filter: Filter): Promise<void> {
  const all = values(await forFilters(t), filter);
  if (all.length < 2) throw new Skip('no-data', `All tickets that could be tried have the same ${filter.name}.`);
  for (const { id, name } of all) {
    for (const [writing, prerequisite] of [
      [String(id), filter.byId],
      [name, filter.byName],
    ] as const) {
      const answer = t.needs(await alone(t, filter, writing), prerequisite);
      const wrong = strangers(rowsOf(answer), filter, id);
      if (wrong.length === 0) continue;
      // A ticket may get another status between being found and being shown; but not twice.
      const again = await find(t, { [filter.name]: writing, limit });
      const numbers = new Set(wrong.map(({ number }) => number));
      const [stranger] = strangers(again.rows, filter, id).filter(({ number }) => numbers.has(number));
      const seen = [answer, again.answer];
      t.that(!stranger, `only tickets with the ${filter.name} "${name}"`, show(stranger?.[filter.name]), seen);
    }
  }
}

/** Tickets with another value than was asked for. */
const strangers = (rows: readonly Row[], { id }: Filter, value: number) =>
  rows.filter((row) => Number(row[id]) !== value);

/** The answer to a filter that stands alone. */
const alone = (t: Trial, { name }: Filter, writing: string) => searched(t, { [name]: writing, limit });

/** Expects a filter to find the values' names in upper and lower case, where it finds them as they are. */
async function takesAnyCase(t: Trial, filter: Filter): Promise<void> {
  const domain = await forFilters(t);
  const other = values(domain, filter).filter(({ name }) => inOtherLetters(name).length > 0);
  if (other.length === 0) throw new Skip('no-data', `No ${filter.name} has a name with letters from A to Z.`);
  for (const { id, name } of other) {
    const answer = t.needs(await alone(t, filter, name), filter.byName);
    if (rowsOf(answer).every((row) => Number(row[filter.id]) !== id)) {
      throw new Untestable(filter.byName, `Needed the tickets with the ${filter.name} "${name}", but found none`);
    }
  }
  await returnsThem(t, filter, ({ name }) => inOtherLetters(name));
}

/** A name in other letters: only those that have an upper and a lower case for every database. */
const inOtherLetters = (name: string) =>
  [
    name.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase()),
    name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()),
  ].filter((one) => one !== name);

/** Expects a value that nothing has not to be taken for no filter at all. */
async function refusesUnknown(t: Trial, { name }: Filter): Promise<void> {
  for (const value of [nobodys(t), String(unknownId)]) {
    const answer = await asked(t, name, value);
    const nothing = isSuccess(answer) && rowsOf(answer).length === 0;
    t.that(
      nothing || [400, 404].includes(answer.status),
      'a refusal with 400 or 404, or nothing found',
      answer.summary,
      answer,
    );
  }
}

/** The checks that both filters have. */
const checksOf = (filter: Filter): Check[] => {
  const { name, byName, byId, excludes } = filter;
  return [
    check(byName, `Filter by the names of each ${name} that tickets have`, (t) =>
      returnsThem(t, filter, (value) => [value.name]),
    ),
    check(byId, `Filter by the IDs of each ${name} that tickets have`, (t) =>
      returnsThem(t, filter, ({ id }) => [String(id)]),
    ),
    check(`searchTickets/${name}-name-any-case`, `Filter by the names of each ${name} in other letters`, (t) =>
      takesAnyCase(t, filter),
    ),
    check(excludes, `Look at everything that a filter by ${name} returns`, (t) => leavesOutOthers(t, filter)),
    check(`searchTickets/${name}-unknown-not-everything`, `Filter by a name and an ID that no ${name} has`, (t) =>
      refusesUnknown(t, filter),
    ),
  ];
};

/** A department's path that the user knows, and its last step. @throws Skip */
function knownPath(t: Trial): { path: string; last: string } {
  const path = t.session.run.known.departmentPath;
  if (path) return { path, last: path.split(' / ').at(-1) ?? path };
  throw new Skip(
    'no-data',
    'Add `departmentPath` (`Parent / Child`) of a nested department to `known` in the settings file.',
  );
}

/** @throws Untestable when one of the filters is not heeded even where it stands alone */
async function needsEachAlone(t: Trial, text: string, row: Row): Promise<void> {
  needsOnly(rowsOf(await searched(t, { query: text, limit })), text);
  for (const filter of [status, department]) {
    const value = Number(row[filter.id]);
    if (strangers(rowsOf(await alone(t, filter, String(value))), filter, value).length === 0) continue;
    throw new Untestable(filter.excludes, `Needed a filter by ${filter.name} that is heeded where it stands alone`);
  }
}

/** Expects a search by everything that a ticket matches to find it, and to find nothing that does not match it all. */
async function matchesAll(t: Trial, text: string, row: Row): Promise<void> {
  const query: SearchQuery = { query: text, status: String(row.statusId), department: String(row.departmentId) };
  const { answer, rows } = await find(t, { ...query, limit });
  const fits = (one: Row) =>
    holds(one, text) && [status, department].every(({ id }) => Number(one[id]) === Number(row[id]));
  const stranger = rows.find((one) => !fits(one));
  if (stranger) {
    await needsEachAlone(t, text, row);
    const { subject, status: its, department: where } = stranger;
    const wanted = `only "${text}" with the status "${row.status}" in the department "${row.department}"`;
    t.violated(wanted, `${show(subject)} with ${show(its)} in ${show(where)}`, answer);
  }
  const itself = ({ number }: Row) => String(number) === String(row.number);
  await foundAll(t, { query: {}, rows: [row] }, query, itself, `ticket ${row.number}, which matches all`, answer);
}

export const filterChecks: Check[] = [
  ...checksOf(status),
  ...checksOf(department),

  check('searchTickets/department-by-path', 'Filter by the path of a nested department', async (t) => {
    const { path, last } = knownPath(t);
    const answer = await searched(t, { department: path, limit });
    const { rows } = await found(t, answer);
    const stranger = rows.find((row) => row.department !== last && row.department !== path);
    t.that(!stranger, `only the department ${last}`, show(stranger?.department), answer);
    if (rows.length > 0) return;
    const namesakes = (await departments(t)).filter(({ name }) => name === last || name === path);
    if (t.session.run.mode === 'write' && namesakes.length === 0) {
      const word = wordFor(t, 'nested');
      await makeTicket(t, `${word} in a nested department`, { departmentId: last });
      const again = await find(t, { department: path, limit });
      t.that(again.rows.length > 0, `the ticket with "${word}"`, 'nothing', again.answer);
      return;
    }
    if (namesakes.length !== 1)
      throw new Skip('no-data', `No ticket is known to be in ${path} and in no other ${last}.`);
    t.violated(`the tickets of ${path}, of which there are some`, 'nothing', answer);
  }),

  check('searchTickets/filters-combine', 'Search by a word, a status and a department together', async (t) => {
    const { query, rows } = await forFilters(t);
    const text = query.query ?? (await findable(t)).word;
    for (const row of rows.filter((one) => holds(one, text)).slice(0, mostValues)) await matchesAll(t, text, row);
  }),
];
