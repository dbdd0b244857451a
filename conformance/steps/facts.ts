/** Names and IDs of an installation that checks need, taken from its own answers or from what the user knows. */

import type { Context } from '../kernel/context.js';
import { Skip, Untestable } from '../kernel/outcome.js';
import { newest, sampleTickets } from './existing.js';
import { loose } from './own-ticket.js';

export interface Named {
  id: number;
  name: string;
}

export interface Status extends Named {
  state: string;
}

/** The statuses that the installation lists; those that are broken are left out, since nothing can be built on them. */
export const statuses = (t: Context): Promise<Status[]> =>
  t.share('statuses', async (own) => {
    const answer = own.needs(await own.call('listTicketStatuses', {}), 'listTicketStatuses/answers-an-array');
    const listed = (answer.json as (Partial<Status> | null)[]).filter((row): row is Status => {
      const isNamed = typeof row?.name === 'string' && typeof row.state === 'string';
      return isNamed && Number.isInteger(Number(row.id)) && Number(row.id) > 0;
    });
    // Every installation has one, so that the states of all the others cannot be believed either.
    if (!listed.some(({ state }) => state === 'open')) {
      for (const field of ['id-is-integer', 'name-is-string', 'state-is-open-or-closed'] as const) {
        own.field(answer, `listTicketStatuses/${field}`);
      }
      throw new Untestable('listTicketStatuses/has-an-open-status', `Needed a status that is open: ${answer.summary}`);
    }
    return listed;
  });

/** A status with this state. @throws Skip when the installation has none */
export async function statusOf(t: Context, state: 'open' | 'closed'): Promise<Status> {
  const found = (await statuses(t)).find((status) => status.state === state);
  if (!found) throw new Skip('no-data', `The installation lists no status with the state ${state}.`);
  return found;
}

/** Pairs of an ID and a name that stand side by side in the tickets that the run can see. */
async function seen(t: Context, idField: string, nameField: string): Promise<Named[]> {
  const rows: Record<string, unknown>[] = [
    ...(await newest(t).then(
      ({ rows }) => rows,
      () => [],
    )),
    ...(await sampleTickets(t).then(
      (answers) => answers.map(loose),
      () => [],
    )),
  ];
  const pairs = new Map<number, string>();
  for (const row of rows) {
    const id = Number(row[idField]);
    const name = row[nameField];
    if (Number.isInteger(id) && id > 0 && typeof name === 'string' && name !== '') pairs.set(id, name);
  }
  return [...pairs].map(([id, name]) => ({ id, name }));
}

/** Departments that tickets lie in. */
export const departments = (t: Context) => seen(t, 'departmentId', 'department');
/** SLA plans that tickets have. */
export const slaPlans = (t: Context) => seen(t, 'slaId', 'sla');
/** Help topics that tickets have. */
export const topics = (t: Context) => seen(t, 'topicId', 'topic');
/** Agents that tickets are assigned to; the name is the one shown, not the username. */
export const agents = (t: Context) => seen(t, 'staffId', 'staff');
/** Priorities that tickets have. */
export const priorities = (t: Context) => seen(t, 'priorityId', 'priority');

/** An ID that nothing has. */
export const unknownId = 4_000_000_001;

/** A text that is no name, number or ID of anything, since it holds the run's ID. */
export const nobodys = (t: Context) => `no-such-${t.session.run.id}`;
