import { randomInt } from 'node:crypto';
import type { Store } from '../store/store.js';
import type { Db } from './prepared.js';
import { ticketIdByNumber } from './ticket-lookup.js';

/** Draws for one number of digits before it is taken for full. */
const DRAWS = 20;

/**
 * A ticket number that no ticket has: random digits, six unless those are nearly used up, as osTicket draws them.
 * Where the database itself does not refuse a number twice (osTicket's own tables), creations wait for each other.
 */
export async function newTicketNumber(store: Store, db: Db): Promise<string> {
  if (store.owner === 'osticket' && store.kind === 'mysql') {
    await db
      .selectFrom('config')
      .select('id')
      .where('namespace', '=', 'core')
      .orderBy('id')
      .limit(1)
      .forUpdate()
      .execute();
  }
  for (let digits = 6; digits <= 12; digits += 1) {
    for (let draw = 0; draw < DRAWS; draw += 1) {
      const number = String(randomInt(10 ** (digits - 1), 10 ** digits));
      if ((await ticketIdByNumber(store, number, db)) === undefined) return number;
    }
  }
  throw new Error('No free ticket number was found');
}
