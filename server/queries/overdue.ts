/** What osTicket's cron job does: open tickets whose time is over are marked. */
import type { Store } from '../store/store.js';
import { databaseTime } from './clock.js';

/** Marks the open tickets whose due date, or else whose SLA plan's, lies before this moment. @returns how many */
export async function markOverdue(store: Store, moment: Date): Promise<number> {
  const time = await databaseTime(store, moment);
  const { numUpdatedRows } = await store.db
    .updateTable('ticket')
    .set({ isoverdue: 1, updated: time })
    .where('isoverdue', '=', 0)
    .where('status_id', 'in', ({ selectFrom }) =>
      selectFrom('ticket_status').select('ticket_status.id').where('ticket_status.state', '=', 'open'),
    )
    .where(({ or, and, eb }) =>
      or([eb('duedate', '<', time), and([eb('duedate', 'is', null), eb('est_duedate', '<', time)])]),
    )
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
