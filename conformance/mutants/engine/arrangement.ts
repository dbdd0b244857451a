/** Rare data that some requirements are about and made-up tickets do not have. */
import type { Store } from '../../../server/store/store.js';

/** One ticket gets another one's internal ID as its number: getTicket/number-before-id. */
export async function arrange({ db }: Store): Promise<void> {
  const newest = await db.selectFrom('ticket').select('ticket_id').orderBy('created', 'desc').limit(2).execute();
  const [first, second] = newest;
  if (!first || !second) throw new Error('The reference server has no tickets.');
  await db
    .updateTable('ticket')
    .set({ number: String(second.ticket_id) })
    .where('ticket_id', '=', first.ticket_id)
    .execute();
}
