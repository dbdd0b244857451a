/** Statuses, departments and whatever else an update can give a ticket by name or ID: one of each that can be set. */

import type { RequirementId } from '../../generated/requirements.js';
import type { Answer } from '../client/answer.js';
import { isSuccess } from '../client/success.js';
import type { Context } from '../kernel/context.js';
import { Skip, Untestable } from '../kernel/outcome.js';
import { agents, departments, priorities, slaPlans, statuses, topics } from './facts.js';
import { loose, makeTicket, sharedReading, type Ticket } from './own-ticket.js';

/** A field of a ticket, and the requirement that gives it its shape. */
type Shown = readonly [field: keyof Ticket, shape: RequirementId];

export interface Kind {
  /** For people. */
  what: string;
  /** The field of the update. */
  field: 'statusId' | 'departmentId' | 'slaId' | 'staffId' | 'priority' | 'topicId';
  /** Where the ticket shows its ID, and where its name. An agent's username is shown nowhere. */
  id: Shown;
  name?: Shown;
  /** Those that the run knows of. */
  known(t: Context): Promise<readonly Candidate[]>;
  /** What the user can do so that there is another one. */
  remedy: string;
}

export interface Candidate {
  id: number;
  /** The name by which it can be set, where it is known. */
  name?: string;
  /** Whether the user says that it is in use. */
  said?: boolean;
  /** The ticket that was given it by its ID, and the answer to that; absent where that did not succeed. */
  tried?: { number: string; answer: Answer };
}

const ofATicket = 'Give one to a ticket so that the run can see it.';

export const kinds = {
  status: {
    what: 'status',
    field: 'statusId',
    id: ['statusId', 'getTicket/statusId-is-integer'],
    name: ['status', 'getTicket/status-is-string'],
    known: async (t) => (await statuses(t)).filter(({ state }) => state === 'open' || state === 'closed'),
    remedy: 'Add a status to the installation.',
  },
  department: {
    what: 'department',
    field: 'departmentId',
    id: ['departmentId', 'getTicket/departmentId-is-integer'],
    name: ['department', 'getTicket/department-is-string'],
    known: departments,
    remedy: 'Move a ticket into one so that the run can see it.',
  },
  sla: {
    what: 'SLA plan',
    field: 'slaId',
    id: ['slaId', 'getTicket/slaId-is-integer-or-null'],
    name: ['sla', 'getTicket/sla-is-string-or-null'],
    known: slaPlans,
    remedy: ofATicket,
  },
  staff: {
    what: 'agent',
    field: 'staffId',
    id: ['staffId', 'getTicket/staffId-is-integer-or-null'],
    known: async (t) => {
      const { staffId, staffUsername } = t.session.run.known;
      // The name that tickets show is not the username.
      return staffId === undefined
        ? (await agents(t)).map(({ id }) => ({ id }))
        : [{ id: staffId, name: staffUsername, said: true }];
    },
    remedy: 'Add `staffId` and `staffUsername` of an active agent to `known` in the settings file.',
  },
  priority: {
    what: 'priority',
    field: 'priority',
    id: ['priorityId', 'getTicket/priorityId-is-integer'],
    name: ['priority', 'getTicket/priority-is-string'],
    known: priorities,
    remedy: ofATicket,
  },
  topic: {
    what: 'help topic',
    field: 'topicId',
    id: ['topicId', 'getTicket/topicId-is-integer-or-null'],
    known: async (t) => {
      const { topicId } = t.session.run.known;
      return topicId === undefined ? (await topics(t)).map(({ id }) => ({ id })) : [{ id: topicId, said: true }];
    },
    remedy: 'Add `topicId` of an active help topic to `known` in the settings file.',
  },
} satisfies Record<string, Kind>;

/** So many are tried: those that tickets have may be switched off for others. */
const tries = 4;

/**
 * One that a new ticket does not have, and that can be set in some way: so that setting it shows, and a refusal to set
 * it in another way has no good reason.
 *
 * @throws Skip when none is known
 */
export const settable = (t: Context, kind: Kind): Promise<Candidate> =>
  t.share(`${kind.what} that can be set`, async (own) => {
    const fresh = loose(await sharedReading(own, 'to be read'));
    const known = await kind.known(own);
    const namesakes = (name: string | undefined) => known.filter((one) => one.name === name).length;
    const others = known
      .map((one) => ({ ...one, id: Number(one.id) }))
      .filter(({ id, name }) => id !== Number(fresh[kind.id[0]]) && (name === undefined || namesakes(name) === 1))
      .slice(0, tries);
    const [first] = others;
    if (!first) throw new Skip('no-data', `The run knows of no other ${kind.what} that could be set. ${kind.remedy}`);
    const { number } = await makeTicket(own, `to be given a ${kind.what}`);
    for (const one of others) {
      for (const value of [one.id, one.name]) {
        if (value === undefined) continue;
        const path = { number, format: 'json' } as const;
        const answer = await own.call('updateTicket', { path, body: { [kind.field]: value } });
        if (isSuccess(answer)) return value === one.id ? { ...one, tried: { number, answer } } : one;
      }
    }
    await own.works('updateTicket');
    // Two that cannot be set are a fault; a single one may be switched off.
    if (others.length > 1 || first.said) return first;
    throw new Skip('no-data', `The only other ${kind.what} that the run knows of cannot be set. ${kind.remedy}`);
  });

/** Something of each kind that can be set, by the field of the update that sets it; those left out of which none is known. */
export async function settableIds(
  t: Context,
  ...some: readonly Kind[]
): Promise<Partial<Record<Kind['field'], number>>> {
  const found: Partial<Record<Kind['field'], number>> = {};
  for (const kind of some) {
    try {
      found[kind.field] = (await settable(t, kind)).id;
    } catch (reason) {
      if (!(reason instanceof Skip || reason instanceof Untestable)) throw reason;
    }
  }
  return found;
}
