import type { Store } from '../store/store.js';
import { type FormValue, insertForms } from './forms.js';
import { type Db, prepared } from './prepared.js';

const byAddress = prepared<{ address: string }, { id: number; user_id: number }>((db, value) =>
  db.selectFrom('user_email').select(['id', 'user_id']).where('address', '=', value('address')).orderBy('id').limit(1),
);

/**
 * The user with this e-mail address (in upper and lower case), made if there is none. A user who is known keeps the
 * name and the contact form (with the phone number) that they have, as in osTicket.
 */
export async function userWithAddress(
  store: Store,
  db: Db,
  user: { name: string; email: string; contact: readonly FormValue[]; time: string },
): Promise<{ userId: number; emailId: number }> {
  const { name, email, contact, time } = user;
  const [known] = await byAddress(store, { address: email }, db);
  if (known !== undefined) return { userId: known.user_id, emailId: known.id };
  const made = await db.insertInto('user').values({ name, created: time, updated: time }).executeTakeFirstOrThrow();
  const userId = Number(made.insertId);
  const address = await db
    .insertInto('user_email')
    .values({ user_id: userId, address: email })
    .executeTakeFirstOrThrow();
  const emailId = Number(address.insertId);
  await db.updateTable('user').set({ default_email_id: emailId }).where('id', '=', userId).execute();
  await insertForms(db, { of: 'U', object: userId, time }, contact);
  return { userId, emailId };
}
