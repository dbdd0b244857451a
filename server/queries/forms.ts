/** osTicket's forms: which fields there are, and what was filled in for a ticket or a user. */
import { type Db, prepared } from './prepared.js';

export interface FormField {
  readonly id: number;
  readonly form: number;
  /** Whose form it is: `U` of users, `T` of tickets, `G` of the help topics that name it. */
  readonly formType: string;
  /** What a request calls it by. */
  readonly name: string;
  /** Such as `text`, `phone`, `bool`. */
  readonly type: string;
}

/** The fields that can be filled in with a ticket: of users, of tickets, and of the help topic (0: none). */
export const formFields = prepared<{ topic: number }, FormField>((db, value) =>
  db
    .selectFrom('form_field')
    .innerJoin('form', 'form.id', 'form_field.form_id')
    .select(['form_field.id', 'form_field.form_id as form', 'form.type as formType', 'form_field.name'])
    .select('form_field.type')
    .where(({ or, eb, selectFrom }) =>
      or([
        eb('form.type', 'in', ['T', 'U']),
        eb('form.id', 'in', selectFrom('help_topic_form').select('form_id').where('topic_id', '=', value('topic'))),
      ]),
    )
    .orderBy('form_field.id'),
);

export interface FormValue {
  readonly form: number;
  readonly field: number;
  readonly value: string;
  /** Where the value is one of a list. */
  readonly id?: number;
}

/** Fills in the forms that the values are of, for a ticket (`T`) or a user (`U`) that has none of them yet. */
export async function insertForms(
  db: Db,
  entry: { readonly of: 'T' | 'U'; readonly object: number; readonly time: string },
  values: readonly FormValue[],
): Promise<void> {
  const { object, of, time } = entry;
  for (const form of new Set(values.map((value) => value.form))) {
    const { insertId } = await db
      .insertInto('form_entry')
      .values({ form_id: form, object_id: object, object_type: of, created: time, updated: time })
      .executeTakeFirstOrThrow();
    const own = values.filter((value) => value.form === form);
    await db
      .insertInto('form_entry_values')
      .values(
        own.map(({ field, value, id }) => ({
          entry_id: Number(insertId),
          field_id: field,
          value,
          value_id: id ?? null,
        })),
      )
      .execute();
  }
}
