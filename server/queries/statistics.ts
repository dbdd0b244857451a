import type { Store } from '../store/store.js';
import { prepared } from './prepared.js';

/** Numbers of tickets that have a department, an agent and a status in common. */
export interface TicketCount {
  dept_id: number;
  staff_id: number;
  status_id: number;
  tickets: number;
  overdue: number;
}

const counts = prepared<object, TicketCount>((db) =>
  db
    .selectFrom('ticket')
    .select((eb) => [
      'dept_id',
      'staff_id',
      'status_id',
      eb.fn.countAll<number>().as('tickets'),
      eb.fn.sum<number>('isoverdue').as('overdue'),
    ])
    .groupBy(['dept_id', 'staff_id', 'status_id']),
);

export async function ticketCounts(store: Store): Promise<TicketCount[]> {
  return counts(store, {});
}
