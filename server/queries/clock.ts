import { sql } from 'kysely';
import type { Store } from '../store/store.js';
import type { Db } from './prepared.js';

/** The moments that MySQL's from_unixtime can convert. */
const CONVERTIBLE = { from: 86_400, to: 2_147_400_000 };

/**
 * A moment as the database writes it: `YYYY-MM-DD HH:MM:SS` in the time zone of the MySQL session, which osTicket's
 * own times are in; UTC in the embedded store. Fractions of a second are dropped.
 */
export async function databaseTime(store: Store, moment: Date, db: Db = store.db): Promise<string> {
  if (store.kind === 'sqlite') return timeText(moment.getTime());
  const seconds = Math.floor(moment.getTime() / 1000);
  // Far from now the zone's present offset stands in for the one of that day, which nobody knows yet.
  const near = seconds >= CONVERTIBLE.from && seconds <= CONVERTIBLE.to ? seconds : Math.floor(Date.now() / 1000);
  const { rows } = await sql<{ offset: number }>`
    select timestampdiff(second, timestampadd(second, ${near}, '1970-01-01'), from_unixtime(${near})) as ${sql.id('offset')}`.execute(
    db,
  );
  return timeText((seconds + Number(rows[0]?.offset ?? 0)) * 1000);
}

function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}
