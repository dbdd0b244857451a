import { deleteUnattached } from './file-writes.js';
import type { Db } from './prepared.js';
import { formEntries } from './ticket-form.js';

/** Deletes a ticket with its thread, its form, and the files that nothing else is attached to. Its children are freed. */
export async function deleteTicketRows(db: Db, ticket: number): Promise<void> {
  await db.updateTable('ticket').set({ ticket_pid: null }).where('ticket_pid', '=', ticket).execute();

  const threads = await ids(
    db.selectFrom('thread').select('id').where('object_type', '=', 'T').where('object_id', '=', ticket),
  );
  const entries = await ids(db.selectFrom('thread_entry').select('id').where('thread_id', 'in', threads));
  const files = await ids(
    db
      .selectFrom('attachment')
      .select('file_id as id')
      .distinct()
      .where('type', '=', 'H')
      .where('object_id', 'in', entries),
  );
  await db.deleteFrom('attachment').where('type', '=', 'H').where('object_id', 'in', entries).execute();
  await deleteUnattached(db, files);
  await db.deleteFrom('thread_entry').where('id', 'in', entries).execute();
  await db.deleteFrom('thread').where('id', 'in', threads).execute();

  const forms = await ids(formEntries(db, ticket));
  await db.deleteFrom('form_entry_values').where('entry_id', 'in', forms).execute();
  await db.deleteFrom('form_entry').where('id', 'in', forms).execute();
  await db.deleteFrom('ticket__cdata').where('ticket_id', '=', ticket).execute();
  await db.deleteFrom('ticket').where('ticket_id', '=', ticket).execute();
}

/** The IDs that a query finds, and -1, which nothing has: an empty list is no SQL. */
async function ids(query: { execute(): Promise<{ id: number }[]> }): Promise<number[]> {
  return [-1, ...(await query.execute()).map(({ id }) => id)];
}
