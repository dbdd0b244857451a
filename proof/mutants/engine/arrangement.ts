/** Rare data that some requirements are about and made-up tickets do not have. */
import type { Store } from '../../../server/store/store.js';

/** For the requirements getTicket/number-before-id and downloadAttachment/inline-too. */
export async function arrange(store: Store): Promise<void> {
  await oneNumberIsAnothersId(store);
  // Which tickets a run looks at is its own business, so all have their files embedded.
  await store.db.updateTable('attachment').set({ inline: 1 }).where('type', '=', 'H').execute();
}

async function oneNumberIsAnothersId({ db }: Store): Promise<void> {
  const newest = await db.selectFrom('ticket').select('ticket_id').orderBy('created', 'desc').limit(2).execute();
  const [first, second] = newest;
  if (!first || !second) throw new Error('The reference server has no tickets.');
  await db
    .updateTable('ticket')
    .set({ number: String(second.ticket_id) })
    .where('ticket_id', '=', first.ticket_id)
    .execute();
}
