/** What a creation says about the fields of osTicket's forms that have no other place: a phone number, custom fields. */
import { resolve } from '../../contract/document.js';
import { operation } from '../../contract/operations.js';
import { type FormField, type FormValue, formFields } from '../queries/forms.js';
import type { Db } from '../queries/prepared.js';
import type { Store } from '../store/store.js';
import { refuseUnstorable } from './stored-text.js';

/** The only field of the reference that osTicket keeps in a form alone. */
const PHONE = 'phone';

const elsewhere = new Set(Object.keys(resolve(operation('createTicket').requestSchema ?? {}).properties ?? {}));
elsewhere.delete(PHONE);

/**
 * The values that some form has a field for; what no form knows is passed over, as by osTicket.
 *
 * @param topic ID of the help topic that the caller names; 0 for none
 * @throws Refusal 400 for a value that is too long
 */
export async function formValues(
  store: Store,
  db: Db,
  body: object,
  topic: number,
): Promise<{ ticket: FormValue[]; user: FormValue[] }> {
  const given = new Map(Object.entries(body).filter(([name]) => !elsewhere.has(name)));
  const fields = given.size === 0 ? [] : await formFields(store, { topic }, db);
  const [ticket, user]: [FormValue[], FormValue[]] = [[], []];
  for (const field of fields) {
    const value = kept(given.get(field.name), field);
    if (value === undefined) continue;
    refuseUnstorable(store, field.name, value, 'form_entry_values', 'value');
    (field.formType === 'U' ? user : ticket).push({ form: field.form, field: field.id, value });
  }
  return { ticket, user };
}

/** As osTicket keeps it; undefined for nothing, and for what is no single value. */
function kept(value: unknown, { type }: FormField): string | undefined {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || value === '') return undefined;
  // The digits, and an X before an extension.
  return type === 'phone' ? value.replaceAll(/[^\dX]/g, '') || value : value;
}
