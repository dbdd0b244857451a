/** Fields by which a request gives a ticket a status, a department and the like, and values that can be given. */

import type { RequirementId } from '../../generated/requirements.js';
import type { Answer, Context } from '../kernel/context.js';
import { nothingIfMissing, Skip } from '../kernel/outcome.js';
import { agents, departments, priorities, slaPlans, statuses, topics } from './lookups.js';
import { makeTicket, sharedReading, sharedTicket, type Ticket, ticketIn } from './own-tickets.js';
import { update } from './updates.js';

/** A field of a ticket, and the requirement that gives it its shape. */
type Shown = readonly [field: keyof Ticket, shape: RequirementId];

export interface LookupField {
  /** For people. */
  what: string;
  /** The field of the request. */
  field: 'statusId' | 'departmentId' | 'slaId' | 'staffId' | 'priority' | 'topicId';
  /** Where the ticket shows its ID, and where its name. An agent's username is shown nowhere. */
  id: Shown;
  name?: Shown;
  /** Values that the run knows of. */
  known(t: Context): Promise<readonly LookupValue[]>;
  /** What the user can do so that there is another one. */
  remedy: string;
}

export interface LookupValue {
  id: number;
  /** The name by which it can be set, where it is known. */
  name?: string;
  /** Whether the user says that it is in use. */
  said?: boolean;
  /** A ticket that was given it by its ID, to see whether it can be set. */
  set?: { number: string; answer: Answer };
}

const ofATicket = 'Give one to a ticket so that the run can see it.';

export const lookupFields = {
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
} satisfies Record<string, LookupField>;

/** Candidates to try; some may be inactive. */
const tries = 4;

/**
 * A value that a new ticket does not have and that an update can give it, by ID or by name: so the update shows, and a
 * refusal to give it in another way is wrong.
 *
 * @throws Skip when none is known
 */
export const usableValue = (t: Context, { what, field, id: [idField], known: list, remedy }: LookupField) =>
  t.share(`${what} that can be set`, async (own): Promise<LookupValue> => {
    const fresh = ticketIn(await sharedReading(own, 'to be read'));
    const known = await list(own);
    const namesakes = (name: string | undefined) => known.filter((one) => one.name === name).length;
    const others = known
      .map((one) => ({ ...one, id: Number(one.id) }))
      .filter(({ id, name }) => id !== Number(fresh[idField]) && (name === undefined || namesakes(name) === 1))
      .slice(0, tries);
    const [first] = others;
    if (!first) throw new Skip('no-data', `The run knows of no other ${what} that could be set. ${remedy}`);
    const { number } = await ticketFor(own, field);
    for (const one of others) {
      for (const value of [one.id, one.name]) {
        if (value === undefined) continue;
        const answer = await update(own, number, { [field]: value });
        if (answer.isSuccess) return value === one.id ? { ...one, set: { number, answer } } : one;
      }
    }
    await own.works('updateTicket');
    // Where none of several can be set, that is a failure; a single one may be inactive, and so may all, where that of a
    // new ticket can be set.
    const usual = Number(fresh[idField]);
    const mayBeInactive = usual > 0 && (await update(own, number, { [field]: usual })).isSuccess;
    if (first.said || (others.length > 1 && !mayBeInactive)) return first;
    throw new Skip('no-data', `The only other ${what} that the run knows of cannot be set. ${remedy}`);
  });

/** A ticket that values are tried on; a closed one takes no others everywhere. */
const ticketFor = (t: Context, field: LookupField['field']) =>
  field === 'statusId' ? makeTicket(t, 'to be given a status') : sharedTicket(t, 'to be given values');

/** The IDs of usable values, by their field in the request; without fields of which no value is known. */
export async function usableIds(
  t: Context,
  ...some: readonly LookupField[]
): Promise<Partial<Record<LookupField['field'], number>>> {
  const found: Partial<Record<LookupField['field'], number>> = {};
  for (const one of some) {
    const value = await usableValue(t, one).catch(nothingIfMissing);
    if (value) found[one.field] = value.id;
  }
  return found;
}
