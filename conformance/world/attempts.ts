/**
 * For each operation a valid request that can be sent with any key, or broken in any way, and the proof that it had no
 * effect. What it would change is made for it, so that a request that is carried out by mistake harms nothing.
 */
import type { OperationId } from '../../contract/operations.js';
import type { Trial } from '../checks/trial.js';
import type { Answer } from '../target/answer.js';
import type { RawRequest } from '../target/caller.js';
import { anAttachment, aTicketNumber } from './existing.js';
import { link } from './family.js';
import { loose, madeWith, makeTicket, newTicket, readTicket, sharedTicket } from './own-ticket.js';
import { unchanged } from './refused.js';

export interface Attempt {
  request: RawRequest & { operation: OperationId };
  /** Expects that the request, which was answered so, had no effect. Nothing to see for an operation that only reads. */
  untouched(t: Trial, answer: Answer): Promise<void>;
}

const onlyReads = async () => {};
const json = { format: 'json' } as const;

/**
 * An update of a ticket that all these attempts share. Each has a note of its own, so that one which is carried out by
 * mistake is seen by whoever sent it and by nobody else.
 */
async function update(t: Trial, operation: 'updateTicket' | 'updateTicketByPut', label: string): Promise<Attempt> {
  const { number } = await sharedTicket(t, 'that no refused update may change');
  const note = `This note must not be added (${label}).`;
  return {
    request: { operation, path: { number, ...json }, json: { note } },
    untouched: async (later, answer) => {
      const after = await readTicket(later, number);
      const added = JSON.stringify(loose(after).thread ?? []).includes(JSON.stringify(note).slice(1, -2));
      later.that(!added, 'no note to be added', `answered ${answer.status}, but the note was added`, [answer, after]);
    },
  };
}

/** The deletion of an own ticket that must read as before afterwards. */
async function deletion(t: Trial, label: string): Promise<Attempt> {
  const { number } = await makeTicket(t, label);
  const before = await readTicket(t, number);
  return {
    request: { operation: 'deleteTicket', path: { number, ...json } },
    untouched: async (later, answer) => {
      const after = await later.call('getTicket', { path: { number, ...json } });
      const gone = `answered ${answer.status}, but ticket ${number} is gone`;
      later.that(after.status !== 404, 'the ticket to be there', gone, [answer, after]);
      unchanged(later, before, later.needs(after, 'getTicket/answers-200'), answer);
    },
  };
}

/** Expects a ticket to list as many children as before. */
const childrenStay =
  (parent: string, count: number): Attempt['untouched'] =>
  async (t, answer) => {
    const after = await readTicket(t, parent);
    const { children } = loose(after);
    const now = Array.isArray(children) ? children.length : 0;
    t.that(
      now === count,
      `${count} children as before`,
      `answered ${answer.status}, but there are ${now}`,
      [answer, after],
      '/children',
    );
  };

const prepare: Record<OperationId, (t: Trial, label: string) => Promise<Attempt>> = {
  createTicket: async (t, label) => {
    const body = newTicket(t.session, label);
    return {
      request: { operation: 'createTicket', json: body },
      untouched: async (later, answer) => {
        const { numbers, answer: found } = await madeWith(later, body.subject);
        later.that(
          numbers.length === 0,
          'no ticket to be made',
          `answered ${answer.status}, but ticket ${numbers} was made`,
          [answer, found],
        );
      },
    };
  },
  updateTicket: (t, label) => update(t, 'updateTicket', label),
  updateTicketByPut: (t, label) => update(t, 'updateTicketByPut', label),
  deleteTicket: deletion,
  linkSubticket: async (t, label) => {
    // Each has a parent of its own, where an effect would show; the child is the same.
    const parent = await makeTicket(t, `${label}, parent`);
    const child = await sharedTicket(t, 'that no refused link may take');
    return {
      request: {
        operation: 'linkSubticket',
        path: { parentNumber: parent.number, ...json },
        json: { childId: child.number },
      },
      untouched: childrenStay(parent.number, 0),
    };
  },
  unlinkSubticket: async (t, label) => {
    const parent = await makeTicket(t, `${label}, parent`);
    const child = await makeTicket(t, `${label}, child`);
    t.needs(await link(t, parent, child), 'linkSubticket/answers-200');
    return {
      request: { operation: 'unlinkSubticket', path: { number: child.number, ...json } },
      untouched: childrenStay(parent.number, 1),
    };
  },
  getTicket: async (t) => ({
    request: { operation: 'getTicket', path: { number: await aTicketNumber(t), ...json } },
    untouched: onlyReads,
  }),
  getParentTicket: async (t) => ({
    request: { operation: 'getParentTicket', path: { number: await aTicketNumber(t), ...json } },
    untouched: onlyReads,
  }),
  listChildTickets: async (t) => ({
    request: { operation: 'listChildTickets', path: { number: await aTicketNumber(t), ...json } },
    untouched: onlyReads,
  }),
  downloadAttachment: async (t) => ({
    request: { operation: 'downloadAttachment', path: { file_id: (await anAttachment(t)).fileId, ...json } },
    untouched: onlyReads,
  }),
  searchTickets: async () => ({
    request: { operation: 'searchTickets', query: [['limit', '1']] },
    untouched: onlyReads,
  }),
  getTicketStats: async () => ({ request: { operation: 'getTicketStats' }, untouched: onlyReads }),
  listTicketStatuses: async () => ({ request: { operation: 'listTicketStatuses' }, untouched: onlyReads }),
};

/** An attempt of its own for a check. */
export const attempt = (t: Trial, id: OperationId, label: string): Promise<Attempt> =>
  prepare[id](t, `${id}: ${label}`);

/** The attempt that all checks share whose request must be refused: where one is not, that check says so. */
export const refusable = (t: Trial, id: OperationId): Promise<Attempt> =>
  t.session.share(`${id} to be refused`, (own) => prepare[id](own, `${id} to be refused`));

/** The answer to a valid request without a key; asked once for all checks. */
export const withoutKey = (t: Trial, id: OperationId): Promise<Answer> =>
  t.session.share(`${id} without a key`, async (own) => own.send({ ...(await refusable(own, id)).request, key: null }));
