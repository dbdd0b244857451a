import type { RefusalId } from '../../generated/requirements.js';
import { refuse } from '../http/refusal.js';
import { storedDueDate } from '../queries/due-date.js';
import type { Db } from '../queries/prepared.js';
import type { Store } from '../store/store.js';

/** A due date that a caller sent, as the database stores it; refused when the database cannot hold it. */
export async function requireDueDate(
  store: Store,
  db: Db,
  field: string,
  text: string,
  requirement: RefusalId,
): Promise<string> {
  const stored = await storedDueDate(store, text, db);
  if (stored === undefined)
    refuse({
      requirement,
      message: `${field}: "${text}" is not a time that osTicket can store (years 1000 to 9999, offsets up to 23:59).`,
    });
  return stored;
}
