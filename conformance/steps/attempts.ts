/**
 * For each operation a valid request that can be sent with any key, or broken in any way, and how to see whether it had
 * an effect. What it would change is made for it, so that a request that is carried out by mistake harms nothing.
 */
import type { OperationId } from '../../contract/operations.js';
import type { Answer } from '../client/answer.js';
import type { RawRequest } from '../client/caller.js';
import type { Context } from '../kernel/context.js';
import type { Fault } from '../kernel/outcome.js';
import { anAttachment, aTicketNumber } from './existing.js';
import { linkForSure } from './links.js';
import { loose, madeWith, makeTicket, newTicket, readTicket } from './own-ticket.js';
import { changed } from './refused.js';

export interface Attempt {
  request: RawRequest & { operation: OperationId };
  /** Before it is sent: begins to watch for an effect. */
  watch(t: Context): Promise<Look>;
}

/** Looks what the request that was answered so has done; nothing where it had no effect, as it must be. */
type Look = (answer: Answer) => Promise<Fault | undefined>;

/** Where it is known without looking how things were before. */
const afterwards =
  (look: (t: Context, answer: Answer) => Promise<Fault | undefined>): Attempt['watch'] =>
  async (t) =>
  (answer) =>
    look(t, answer);

const onlyReads = afterwards(async () => undefined);
const json = { format: 'json' } as const;

/** An update that adds a note. */
async function update(t: Context, operation: 'updateTicket' | 'updateTicketByPut', label: string): Promise<Attempt> {
  const { number } = await makeTicket(t, label);
  const note = `This note must not be added (${label}).`;
  return {
    request: { operation, path: { number, ...json }, json: { note } },
    watch: afterwards(async (later, answer) => {
      const after = await readTicket(later, number);
      const added = JSON.stringify(loose(after).thread ?? []).includes(JSON.stringify(note).slice(1, -2));
      if (!added) return undefined;
      const actual = `answered ${answer.status}, but the note was added`;
      return { expected: 'no note to be added', actual, answers: [answer, after] };
    }),
  };
}

/** The deletion of a ticket that must read as before afterwards. */
async function deletion(t: Context, label: string): Promise<Attempt> {
  const { number } = await makeTicket(t, label);
  const path = { number, ...json };
  return {
    request: { operation: 'deleteTicket', path },
    watch: async (later) => {
      const before = await readTicket(later, number);
      return async (answer) => {
        const after = await later.call('getTicket', { path });
        if (after.status !== 404) return changed(before, later.needs(after, 'getTicket/answers-200'), answer);
        const actual = `answered ${answer.status}, but ticket ${number} is gone`;
        return { expected: 'the ticket to be there', actual, answers: [answer, after] };
      };
    },
  };
}

/** Looks whether a ticket lists as many children as before. */
const countChildren = (parent: string, count: number): Attempt['watch'] =>
  afterwards(async (t, answer) => {
    const after = await readTicket(t, parent);
    const now = t.field(after, 'getTicket/children-is-array').flat().length;
    if (now === count) return undefined;
    return {
      expected: `${count} children as before`,
      actual: `answered ${answer.status}, but there are ${now}`,
      pointer: '/children',
      answers: [answer, after],
    };
  });

const prepare: Record<OperationId, (t: Context, label: string) => Promise<Attempt>> = {
  createTicket: async (t, label) => {
    const body = newTicket(t.session, label);
    return {
      request: { operation: 'createTicket', json: body },
      watch: afterwards(async (later, answer) => {
        const { numbers, answer: found } = await madeWith(later, body.subject);
        if (numbers.length === 0) return undefined;
        const actual = `answered ${answer.status}, but ticket ${numbers} was made`;
        return { expected: 'no ticket to be made', actual, answers: [answer, found] };
      }),
    };
  },
  updateTicket: (t, label) => update(t, 'updateTicket', label),
  updateTicketByPut: (t, label) => update(t, 'updateTicketByPut', label),
  deleteTicket: deletion,
  linkSubticket: async (t, label) => {
    const parent = await makeTicket(t, `${label}, parent`);
    const child = await makeTicket(t, `${label}, child`);
    return {
      request: {
        operation: 'linkSubticket',
        path: { parentNumber: parent.number, ...json },
        json: { childId: child.number },
      },
      watch: countChildren(parent.number, 0),
    };
  },
  unlinkSubticket: async (t, label) => {
    const parent = await makeTicket(t, `${label}, parent`);
    const child = await makeTicket(t, `${label}, child`);
    await linkForSure(t, parent, child);
    return {
      request: { operation: 'unlinkSubticket', path: { number: child.number, ...json } },
      watch: countChildren(parent.number, 1),
    };
  },
  getTicket: async (t) => ({
    request: { operation: 'getTicket', path: { number: await aTicketNumber(t), ...json } },
    watch: onlyReads,
  }),
  getParentTicket: async (t) => ({
    request: { operation: 'getParentTicket', path: { number: await aTicketNumber(t), ...json } },
    watch: onlyReads,
  }),
  listChildTickets: async (t) => ({
    request: { operation: 'listChildTickets', path: { number: await aTicketNumber(t), ...json } },
    watch: onlyReads,
  }),
  downloadAttachment: async (t) => ({
    request: { operation: 'downloadAttachment', path: { file_id: (await anAttachment(t)).fileId, ...json } },
    watch: onlyReads,
  }),
  searchTickets: async () => ({
    request: { operation: 'searchTickets', query: [['limit', '1']] },
    watch: onlyReads,
  }),
  getTicketStats: async () => ({ request: { operation: 'getTicketStats' }, watch: onlyReads }),
  listTicketStatuses: async () => ({ request: { operation: 'listTicketStatuses' }, watch: onlyReads }),
};

/** An attempt of its own for a check. */
export const attempt = (t: Context, id: OperationId, label: string): Promise<Attempt> =>
  prepare[id](t, `${id}: ${label}`);

/**
 * An attempt whose requests must be refused: where one is not, that check says so. All checks share it, but for the
 * deletion of a ticket: what one check deleted by mistake no other could try to delete.
 */
export const refusable = (t: Context, id: OperationId, label: string): Promise<Attempt> =>
  id === 'deleteTicket'
    ? attempt(t, id, label)
    : t.share(`${id} to be refused`, (own) => attempt(own, id, 'to be refused'));

/** The answer to a valid request without a key; asked once for all checks. */
export const withoutKey = (t: Context, id: OperationId): Promise<Answer> =>
  t.share(`${id} without a key`, async (own) =>
    own.send({ ...(await refusable(own, id, 'without a key')).request, key: null }),
  );
