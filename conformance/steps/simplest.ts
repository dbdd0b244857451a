/**
 * The simplest form of each operation. A check whose own action fails asks here first: when not even this works, that
 * is one failure, reported by one requirement, and not one for every check of the operation.
 */

import type { OperationId } from '../../contract/operations.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { Answer } from '../client/answer.js';
import { Context } from '../kernel/context.js';
import type { Probes } from '../kernel/probes.js';
import type { Session } from '../kernel/session.js';
import { anAttachment, aTicketNumber } from './existing.js';
import { family } from './family.js';
import { makeTicket, newTicket } from './own-ticket.js';
import { mistakes } from './provoked.js';
import { unlinking } from './unlinking.js';

interface Baseline {
  /** The requirement that fails when it does not work. */
  owner: RequirementId;
  run(t: Context): Promise<Answer>;
}

export const baselines: Record<OperationId, Baseline> = {
  createTicket: {
    owner: 'createTicket/answers-201',
    run: (t) => t.call('createTicket', { body: newTicket(t.session, 'simplest creation') }),
  },
  getTicket: {
    owner: 'getTicket/answers-200',
    run: async (t) => t.call('getTicket', { path: { number: await aTicketNumber(t), format: 'json' } }),
  },
  updateTicket: {
    owner: 'updateTicket/answers-200',
    run: async (t) => {
      const { number } = await makeTicket(t, 'simplest update');
      return t.call('updateTicket', { path: { number, format: 'json' }, body: { note: 'The simplest update.' } });
    },
  },
  updateTicketByPut: {
    owner: 'updateTicketByPut/same-as-patch',
    run: async (t) => {
      const { number } = await makeTicket(t, 'simplest update by PUT');
      return t.call('updateTicketByPut', { path: { number, format: 'json' }, body: { note: 'The simplest update.' } });
    },
  },
  searchTickets: {
    owner: 'searchTickets/answers-an-array',
    run: (t) => t.call('searchTickets', { query: {} }),
  },
  deleteTicket: {
    owner: 'deleteTicket/answers-200',
    run: async (t) => {
      const { number } = await makeTicket(t, 'simplest deletion');
      return t.call('deleteTicket', { path: { number, format: 'json' } });
    },
  },
  getTicketStats: { owner: 'getTicketStats/answers-200', run: (t) => t.call('getTicketStats', {}) },
  listTicketStatuses: { owner: 'listTicketStatuses/answers-an-array', run: (t) => t.call('listTicketStatuses', {}) },
  getParentTicket: {
    owner: 'getParentTicket/none-is-null',
    run: async (t) => t.call('getParentTicket', { path: { number: await aTicketNumber(t), format: 'json' } }),
  },
  listChildTickets: {
    owner: 'listChildTickets/none-is-empty',
    run: async (t) => t.call('listChildTickets', { path: { number: await aTicketNumber(t), format: 'json' } }),
  },
  linkSubticket: { owner: 'linkSubticket/answers-200', run: async (t) => (await family(t)).linked },
  unlinkSubticket: {
    owner: 'unlinkSubticket/answers-200',
    run: async (t) => (await unlinking(t)).answer,
  },
  downloadAttachment: {
    owner: 'downloadAttachment/answers-200',
    run: async (t) =>
      t.call('downloadAttachment', { path: { file_id: (await anAttachment(t)).fileId, format: 'json' } }),
  },
};

/** The probes of a session. */
export const probes = (session: Session): Probes => {
  const t = new Context(session, 'probes');
  return {
    requirements: Object.fromEntries(
      Object.entries(baselines).map(([id, { owner }]) => [id, owner]),
    ) as Probes['requirements'],
    simplest: (id) => t.share(`simplest ${id}`, (own) => baselines[id].run(own)),
    mistakes: (id) => mistakes(t, id),
  };
};
