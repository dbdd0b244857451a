/** Entries of osTicket's forms: of a ticket, and of a user. */
import type { Db } from './prepared.js';

export interface FormEntry {
  /** As osTicket's installer numbers them. */
  readonly form: number;
  readonly of: 'T' | 'U';
  /** ID of the ticket or the user. */
  readonly object: number;
  /** In the database's time zone. */
  readonly time: string;
}

export interface FormValue {
  readonly field: number;
  readonly value: string;
  /** Where the value is one of a list. */
  readonly id?: number;
}

/** Fills in a form of a ticket or a user that has none yet. */
export async function insertForm(db: Db, entry: FormEntry, values: readonly FormValue[]): Promise<void> {
  const { form, object, of, time } = entry;
  const { insertId } = await db
    .insertInto('form_entry')
    .values({ form_id: form, object_id: object, object_type: of, created: time, updated: time })
    .executeTakeFirstOrThrow();
  await db
    .insertInto('form_entry_values')
    .values(
      values.map(({ field, value, id }) => ({
        entry_id: Number(insertId),
        field_id: field,
        value,
        value_id: id ?? null,
      })),
    )
    .execute();
}
