/** The values that an exploration gives its tickets: those that the installation has. */
import type { Context } from '../kernel/context.js';
import { Skip, Untestable } from '../kernel/outcome.js';
import { lookupFields } from '../steps/lookup-fields.js';
import { agents } from '../steps/lookups.js';
import { overdueTicket } from '../steps/overdue-ticket.js';
import { makeTicket } from '../steps/own-tickets.js';
import type { Chosen, Named } from '../steps/set-fields.js';
import { update } from '../steps/updates.js';

/** What is known of the installation's lists, by the fields of requests: IDs that can be given. */
export type Values = Readonly<
  Record<Chosen, readonly number[]> & {
    /** Whether a ticket that is due in the past is overdue at once, and not after the next cron job. */
    overdueAtOnce: boolean;
    /** Names in small letters, by IDs. */
    names: Readonly<Record<Named, ReadonlyMap<number, string>>>;
  }
>;

/** IDs that are known for each field: those that tickets have, and statuses that are open or closed. */
export async function valuesOf(t: Context): Promise<Values> {
  const idsOf = (name: keyof typeof lookupFields) =>
    unlessKept(async () => (await lookupFields[name].known(t)).map(({ id }) => Number(id)).slice(0, 3), []);
  const namesOf = (name: 'department' | 'priority' | 'status' | 'sla') =>
    unlessKept(async () => usableNames(await lookupFields[name].known(t)), new Map());
  return {
    departmentId: await idsOf('department'),
    priority: await idsOf('priority'),
    topicId: await idsOf('topic'),
    statusId: await idsOf('status'),
    slaId: await idsOf('sla'),
    overdueAtOnce: await unlessKept(async () => (await overdueTicket(t)).rows[0]?.isOverdue === true, false),
    staffId: await idsOf('staff').then((known) => unlessKept(() => twoAgents(t, known), known)),
    names: {
      departmentId: await namesOf('department'),
      priority: await namesOf('priority'),
      statusId: await namesOf('status'),
      slaId: await namesOf('sla'),
    },
  };
}

/** Names by which one value can be meant alone, by its ID. */
function usableNames(known: readonly { id: number; name?: string }[]): Map<number, string> {
  const all = known.map(({ name }) => name?.toLowerCase());
  return new Map(
    known.flatMap(({ id, name }) => {
      const small = name?.toLowerCase();
      const isPlain = small !== undefined && !/^\d*$/.test(small) && all.indexOf(small) === all.lastIndexOf(small);
      return isPlain ? [[Number(id), small]] : [];
    }),
  );
}

async function unlessKept<T>(get: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await get();
  } catch (reason) {
    if (reason instanceof Skip || reason instanceof Untestable) return otherwise;
    throw reason;
  }
}

/** Agents at most that are tried as the second one. */
const mostAgents = 3;

/** Where the settings name one agent, another that can be given a ticket: statistics have a list of agents. */
async function twoAgents(t: Context, known: readonly number[]): Promise<readonly number[]> {
  if (known.length !== 1) return known;
  const others = (await agents(t)).map(({ id }) => Number(id)).filter((id) => !known.includes(id));
  if (others.length === 0) return known;
  const { number } = await makeTicket(t, 'to be given to a second agent');
  for (const staffId of others.slice(0, mostAgents)) {
    if ((await update(t, number, { staffId })).isSuccess) return [...known, staffId];
  }
  return known;
}
