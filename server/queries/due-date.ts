import type { Store } from '../store/store.js';
import { databaseTime } from './clock.js';
import type { Db } from './prepared.js';

/** The years that MySQL's `datetime` holds. */
const HOLDABLE = /^[1-9]\d{3}-/;

/**
 * A due date as the database stores it. Without an offset it is in the database's time zone already; a bare date is
 * its first second.
 *
 * @param text an ISO 8601 date or time that the contract's pattern and calendar check let pass
 * @returns undefined for an offset that no clock has, and for a year that the database cannot hold
 */
export async function storedDueDate(store: Store, text: string, db?: Db): Promise<string | undefined> {
  const [, date, time = '00:00', seconds = ':00', zone] =
    /^(.{10})(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.\d+)?)?(.*)$/.exec(text) ?? [];
  const local = `${date} ${time}${seconds}`;
  if (!zone) return HOLDABLE.test(local) ? local : undefined;
  const moment = new Date(`${date}T${time}${seconds}${zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2')}`);
  if (Number.isNaN(moment.getTime())) return undefined;
  const stored = await databaseTime(store, moment, db);
  return HOLDABLE.test(stored) ? stored : undefined;
}
