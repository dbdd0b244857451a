/** Statuses, departments and other entries of an installation's lists, by ID and name, from its own answers. */
import type { Context } from '../kernel/context.js';
import { nothingIfMissing, Skip, Untestable } from '../kernel/outcome.js';
import { newestRows, sampleTickets } from './existing-tickets.js';
import { ticketIn } from './own-tickets.js';
import { update } from './updates.js';

export interface Named {
  id: number;
  name: string;
}

export interface Status extends Named {
  state: string;
}

/** The statuses that the installation lists, without those that are broken. */
export const statuses = (t: Context): Promise<Status[]> =>
  t.share('statuses', async (own) => {
    const answer = own.needs(await own.call('listTicketStatuses', {}), 'listTicketStatuses/answers-an-array');
    const listed = (answer.meant as (Partial<Status> | null)[]).filter((row): row is Status => {
      const isNamed = typeof row?.name === 'string' && typeof row.state === 'string';
      return isNamed && Number.isInteger(Number(row.id)) && Number(row.id) > 0;
    });
    // Every installation has an open one, so without it the states of the others cannot be relied on.
    if (!listed.some(({ state }) => state === 'open')) {
      for (const field of ['id-is-integer', 'name-is-string', 'state-is-open-or-closed'] as const) {
        own.field(answer, `listTicketStatuses/${field}`);
      }
      throw new Untestable('listTicketStatuses/has-an-open-status', `Needed a status that is open: ${answer.summary}`);
    }
    return listed;
  });

/** A status with this state. @throws Skip when the installation has none, Untestable when its ID is that of others, too */
export async function statusOf(t: Context, state: 'open' | 'closed'): Promise<Status> {
  const listed = await statuses(t);
  const found = listed.find((status) => status.state === state);
  if (!found) throw new Skip('no-data', `The installation lists no status with the state ${state}.`);
  if (listed.filter(({ id }) => Number(id) === Number(found.id)).length > 1) {
    const unique = 'listTicketStatuses/ids-unique';
    throw new Untestable(unique, `Needed ${unique}, but ${found.id} is the ID of ${found.name} and of others`);
  }
  return found;
}

/** Pairs of an ID and a name in the tickets that the run can see. */
async function seen(t: Context, idField: string, nameField: string): Promise<Named[]> {
  const tickets = await sampleTickets(t).catch(() => []);
  const rows: Record<string, unknown>[] = [...(await newestRows(t)), ...tickets.map(ticketIn)];
  const pairs = new Map<number, string>();
  for (const row of rows) {
    const id = Number(row[idField]);
    const name = row[nameField];
    if (Number.isInteger(id) && id > 0 && typeof name === 'string' && name !== '') pairs.set(id, name);
  }
  return [...pairs].map(([id, name]) => ({ id, name }));
}

/** How a filter names a value: by its ID, and by its name where another one is named like that ID, since names come first. */
export async function filterText(t: Context, filter: 'status' | 'department', { id, name }: Named): Promise<string> {
  const others = (await (filter === 'status' ? statuses : departments)(t).catch(nothingIfMissing)) ?? [];
  return others.some((one) => one.name === String(id)) ? name : String(id);
}

/** Departments that have tickets. */
export const departments = (t: Context) => seen(t, 'departmentId', 'department');
/** SLA plans of tickets. */
export const slaPlans = (t: Context) => seen(t, 'slaId', 'sla');
/** Help topics of tickets. */
export const topics = (t: Context) => seen(t, 'topicId', 'topic');
/** Agents that tickets are assigned to; the name is the one shown, not the username. */
export const agents = (t: Context) => seen(t, 'staffId', 'staff');
/** Priorities of tickets. */
export const priorities = (t: Context) => seen(t, 'priorityId', 'priority');

/** An ID that nothing has. */
export const unknownId = 4_000_000_001;

/** A text in the other case of its letters from A to Z, which have one in every language. */
export const otherCase = (text: string) =>
  text.replaceAll(/[a-z]/gi, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()));

/** Closes an own ticket where that works. Not judged. */
export async function tryToClose(t: Context, number: string): Promise<void> {
  const close = async () => update(t, number, { statusId: Number((await statusOf(t, 'closed')).id) });
  await close().catch(nothingIfMissing);
}

/** A name that nobody has, and that a comparison by patterns, such as LIKE, takes for this one. */
export const patternOf = (name: string | undefined): string | undefined =>
  name && name.length > 2 ? `${name.slice(0, -1)}%` : undefined;
