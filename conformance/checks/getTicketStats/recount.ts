/** Tickets counted one by one, in departments and for agents, where they are few enough to be read. */

import { isDeepStrictEqual } from 'node:util';
import type { Answer, Context } from '../../kernel/context.js';
import { nothingIfMissing } from '../../kernel/outcome.js';
import { statuses } from '../../steps/lookups.js';
import { highestLimit, numbersOf, type Row, rowsOf } from '../../steps/search.js';

/** With more tickets, reading them all is a load on the installation. */
export const mostRead = 600;

const counted = ['open', 'closed'] as const;
type Figures = Partial<Record<(typeof counted)[number], unknown>>;
interface Agent {
  staff_id?: unknown;
  departments?: Record<string, Figures | undefined>;
}
/** What is looked at of the statistics. */
interface Statistics {
  by_department?: Record<string, Figures | undefined>;
  by_staff?: unknown;
}

/** All tickets as search shows them, in an order without ties; nothing where these are not `total` different ones. */
export async function allRows(t: Context, total: number): Promise<{ rows: Row[]; answers: Answer[] } | undefined> {
  const answers: Answer[] = [];
  for (let offset = 0; offset < total; offset += highestLimit) {
    const query = { sort: 'number', limit: highestLimit, offset } as const;
    answers.push(t.needs(await t.call('searchTickets', { query }), 'searchTickets/sort-number'));
  }
  const isEach = new Set(answers.flatMap(numbersOf)).size === total;
  return isEach ? { rows: answers.flatMap(rowsOf), answers } : undefined;
}

/** Whether two readings of the statistics say the same, so that what was read in between belongs to them. */
export const sameNumbers = (one: Answer, other: Answer): boolean => isDeepStrictEqual(one.meant, other.meant);

/** @returns where the statistics count other tickets than these, in words */
export async function miscounted(t: Context, { meant }: Answer, rows: readonly Row[]): Promise<string[]> {
  const { by_department: departments = {}, by_staff: agents } = (meant ?? {}) as Statistics;
  const listed = await statuses(t).catch(nothingIfMissing);
  if (!listed) return [];
  const states = new Map(listed.map(({ id, state }) => [Number(id), state]));
  // Two departments may have the same name under different parents.
  const ids = new Map<string, Set<unknown>>();
  for (const { department, departmentId } of rows) {
    const name = String(department);
    ids.set(name, (ids.get(name) ?? new Set()).add(departmentId));
  }
  const wrongIn = (place: string, name: string, figures: Figures = {}, some: readonly Row[]): string[] => {
    if (ids.get(name)?.size !== 1) return [];
    const its = some
      .filter(({ department }) => department === name)
      .map(({ statusId }) => states.get(Number(statusId)));
    // osTicket has statuses that it does not list: what their tickets count as is not documented.
    const unknown = its.filter((state) => state === undefined).length;
    return counted.flatMap((state) => {
      const [least, shown] = [its.filter((one) => one === state).length, figures[state]];
      if (typeof shown !== 'number' || (shown >= least && shown <= least + unknown)) return [];
      return [`${shown} ${state} ${place} instead of ${least}`];
    });
  };
  const inDepartments = Object.entries(departments).flatMap(([name, one]) => wrongIn(`in ${name}`, name, one, rows));
  const ofAgents = (Array.isArray(agents) ? (agents as (Agent | null)[]) : []).flatMap((agent) => {
    const some = rows.filter(({ staffId }) => Number(staffId) === Number(agent?.staff_id));
    const listed = agent?.departments ?? {};
    // A department that is not there has no tickets of this agent.
    const missing = new Set(some.map(({ department }) => String(department)).filter((name) => !(name in listed)));
    const all = [...Object.entries(listed), ...[...missing].map((name) => [name, { open: 0, closed: 0 }] as const)];
    return all.flatMap(([name, one]) => wrongIn(`in ${name} of agent ${agent?.staff_id}`, name, one, some));
  });
  return [...inDepartments, ...ofAgents];
}
