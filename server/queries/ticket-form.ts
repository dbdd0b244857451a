/** osTicket keeps a ticket's subject and priority twice: in `ticket__cdata`, which it searches, and in its form. */
import { PRIORITY_FIELD_ID, SUBJECT_FIELD_ID, TICKET_FORM_ID } from '../store/default-rows.js';
import { type FormValue, insertForms } from './forms.js';
import type { Priority } from './lookup-tables.js';
import type { Db } from './prepared.js';

/**
 * Writes both forms of a new ticket's subject and priority, and fills in other fields of its forms.
 *
 * @param time in the database's time zone
 */
export async function insertTicketForm(
  db: Db,
  ticket: number,
  subject: string,
  priority: Priority,
  time: string,
  others: readonly FormValue[],
): Promise<void> {
  await db
    .insertInto('ticket__cdata')
    .values({ ticket_id: ticket, subject, priority: String(priority.id) })
    .execute();
  await insertForms(db, { of: 'T', object: ticket, time }, [
    { form: TICKET_FORM_ID, field: SUBJECT_FIELD_ID, value: subject },
    { form: TICKET_FORM_ID, field: PRIORITY_FIELD_ID, value: priority.name, id: priority.id },
    ...others,
  ]);
}

/** Changes both forms of a ticket's priority. */
export async function updatePriority(db: Db, ticket: number, priority: Priority): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('ticket__cdata')
    .set({ priority: String(priority.id) })
    .where('ticket_id', '=', ticket)
    .executeTakeFirstOrThrow();
  const lacking = numUpdatedRows === 0n && !(await hasCdata(db, ticket));
  if (lacking)
    await db
      .insertInto('ticket__cdata')
      .values({ ticket_id: ticket, subject: '', priority: String(priority.id) })
      .execute();
  await db
    .updateTable('form_entry_values')
    .set({ value: priority.name, value_id: priority.id })
    .where('field_id', '=', PRIORITY_FIELD_ID)
    .where('entry_id', 'in', formEntries(db, ticket))
    .execute();
}

/** MySQL counts rows that were changed, and none where the value was the same already. */
async function hasCdata(db: Db, ticket: number): Promise<boolean> {
  return (
    (await db.selectFrom('ticket__cdata').select('ticket_id').where('ticket_id', '=', ticket).execute()).length > 0
  );
}

/** The form entries of a ticket. */
export function formEntries(db: Db, ticket: number) {
  return db
    .selectFrom('form_entry')
    .select('form_entry.id')
    .where('object_type', '=', 'T')
    .where('object_id', '=', ticket);
}
