/** Checks of the filters `status` and `department`: what they return, and what they leave out. */
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { beside, withFirst } from '../../kernel/each.js';
import { nothingIfMissing, Skip, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { filterText, type Named, patternOf, statuses, unknownId } from '../../steps/lookups.js';
import { asked, find, foundUnlessRefused, highestLimit, type Row, rowsOf, searched } from '../../steps/search.js';
import { aboveKeepsToItself } from './department-path.js';
import { foundAll } from './found-all.js';
import { forFilters } from './own-filters.js';

export interface Filter {
  name: 'status' | 'department';
  id: 'statusId' | 'departmentId';
  byName: RequirementId;
  byId: RequirementId;
  excludes: RequirementId;
}

export const status: Filter = {
  name: 'status',
  id: 'statusId',
  byName: 'searchTickets/status-by-name',
  byId: 'searchTickets/status-by-id',
  excludes: 'searchTickets/status-excludes',
};
export const department: Filter = {
  name: 'department',
  id: 'departmentId',
  byName: 'searchTickets/department-by-name',
  byId: 'searchTickets/department-by-id',
  excludes: 'searchTickets/department-excludes',
};

type Domain = Awaited<ReturnType<typeof forFilters>>;

const limit = highestLimit;
/** How many values of a filter are tried. */
export const mostValues = 3;
/** How many closed statuses beside these. */
const mostOthers = 2;

/** The values of a filter that the tickets of a domain have. @throws Skip when they have none */
function values({ rows }: Domain, { name, id }: Filter): Named[] {
  const names = new Map<number, string>();
  for (const row of rows) {
    if (Number.isInteger(Number(row[id])) && Number(row[id]) > 0 && typeof row[name] === 'string')
      names.set(Number(row[id]), row[name]);
  }
  // Two departments may have the same name under different parents: the name does not show which one is meant.
  const all = [...names].filter(([, one]) => [...names.values()].filter((other) => other === one).length === 1);
  if (all.length === 0) throw new Skip('no-data', `No ticket that search shows has a ${name}.`);
  return all.slice(0, mostValues).map(([value, shown]) => ({ id: value, name: shown }));
}

/** Expects a filter to return the tickets that have a value, in each way in which the value can be written. */
async function returnsThem(
  t: Context,
  filter: Filter,
  writings: (value: Named) => string[] | Promise<string[]>,
): Promise<void> {
  const domain = await forFilters(t);
  for (const value of values(domain, filter)) {
    const fits = (row: Row) => Number(row[filter.id]) === value.id;
    for (const writing of await writings(value)) {
      const what = `all tickets with the ${filter.name} ${show(writing)}`;
      await foundAll(t, domain, { [filter.name]: writing }, fits, what);
    }
  }
}

/** Expects a filter that is the only one to return no ticket with another value. */
async function leavesOutOthers(t: Context, filter: Filter): Promise<void> {
  const all = values(await forFilters(t), filter);
  if (all.length < 2) throw new Skip('no-data', `All tickets that could be tried have the same ${filter.name}.`);
  for (const value of all) {
    for (const [writing, prerequisite] of [
      [await filterText(t, filter.name, value), filter.byId],
      [value.name, filter.byName],
    ] as const) {
      await hasNoStrangers(t, filter, value, writing, t.needs(await alone(t, filter, writing), prerequisite));
    }
  }
  if (filter.name === 'department') return beside(t, () => aboveKeepsToItself(t));
  for (const value of await otherClosed(t, all)) {
    await beside(t, async () => {
      const answer = await alone(t, filter, value.name);
      if (answer.isSuccess) await hasNoStrangers(t, filter, value, value.name, answer);
    });
  }
}

/** Closed statuses that none of the tickets has by which filters are tried: the name of one may be taken for the state. */
async function otherClosed(t: Context, tried: readonly Named[]): Promise<Named[]> {
  const listed = (await statuses(t).catch(nothingIfMissing)) ?? [];
  const closed = listed.filter(({ state }) => state === 'closed').map(({ id, name }) => ({ id: Number(id), name }));
  return closed.filter(({ id }) => tried.every((one) => one.id !== id)).slice(0, mostOthers);
}

/** Expects the answer to a filter that is the only one to have no ticket with another value. */
async function hasNoStrangers(t: Context, filter: Filter, { id, name }: Named, writing: string, answer: Answer) {
  const wrong = strangers(rowsOf(answer), filter, id);
  if (wrong.length === 0) return;
  // A ticket may get another status between being found and being shown; but not twice.
  const again = await find(t, { [filter.name]: writing, limit });
  const numbers = new Set(wrong.map(({ number }) => number));
  const [stranger] = strangers(again.rows, filter, id).filter(({ number }) => numbers.has(number));
  const seen = [answer, again.answer];
  t.that(!stranger, `only tickets with the ${filter.name} "${name}"`, show(stranger?.[filter.name]), seen);
}

/** How a filter names the value of a ticket. */
export const writingOf = (t: Context, filter: Filter, row: Row) =>
  filterText(t, filter.name, { id: Number(row[filter.id]), name: String(row[filter.name]) });

/** Tickets with another value than was asked for. */
export const strangers = (rows: readonly Row[], { id }: Filter, value: number) =>
  rows.filter((row) => Number(row[id]) !== value);

/** The answer to a search with a filter alone. */
export const alone = (t: Context, { name }: Filter, writing: string) => searched(t, { [name]: writing, limit });

/** Expects a filter to find the values' names in upper and lower case, where it finds them as they are. */
async function takesAnyCase(t: Context, filter: Filter): Promise<void> {
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

/** Expects a filter by a value that nothing has to return no tickets. */
async function refusesUnknown(t: Context, filter: Filter): Promise<void> {
  const refuses = async (value: string) => {
    const answer = await asked(t, filter.name, value);
    const { rows } = (await foundUnlessRefused(t, answer)) ?? { rows: [] };
    // Something may have that name, though no ticket did that was looked at.
    const others = rows.filter((row) => String(row[filter.name]).toLowerCase() !== value.toLowerCase());
    t.that(others.length === 0, `a refusal of ${show(value)}, or nothing found`, answer.summary, answer);
  };
  const tickets = await forFilters(t).catch(nothingIfMissing);
  const [known] = tickets ? values(tickets, filter) : [];
  // Kept evidence may have a name that is like no other.
  await withFirst([patternOf(known?.name) ?? t.unknownName, t.unknownName], refuses);
  await refuses(String(unknownId));
  await beside(t, async () => {
    for (const value of await almostKnown(t, filter)) await refuses(value);
  });
}

/** The beginning of a name, and for departments a path of which only the end is known. */
async function almostKnown(t: Context, filter: Filter): Promise<string[]> {
  const [name] = values(await forFilters(t), filter).flatMap((one) => (/\p{L}{4}$/u.test(one.name) ? [one.name] : []));
  if (!name) return [];
  return [name.slice(0, -1), ...(filter.name === 'department' ? [`${t.unknownName} / ${name}`] : [])];
}

/** The checks that both filters have. */
const checksOf = (filter: Filter): Check[] => {
  const { name, byName, byId, excludes } = filter;
  return [
    check(byName, `Filter by the names of each ${name} that tickets have`, (t) =>
      returnsThem(t, filter, (value) => [value.name]),
    ),
    check(byId, `Filter by the IDs of each ${name} that tickets have`, (t) =>
      returnsThem(t, filter, async (value) => [await filterText(t, filter.name, value)]),
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

export const checks: Check[] = [...checksOf(status), ...checksOf(department)];
