/** Values of another type that can be meant in one way only, made from the schema of a request. */
import { resolve, type Schema } from '../../../contract/document.js';
import { typesOf } from '../../../contract/fields.js';
import { mayBeEmpty, meantValue } from '../../../contract/meant.js';
import { type OperationId, operation } from '../../../contract/operations.js';
import { requirements } from '../../../contract/requirements.js';
import { validator } from '../../../contract/validators.js';
import type { RequirementId } from '../../../generated/requirements.js';
import type { Context } from '../../kernel/context.js';
import { nothingIfMissing } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { isNamed, plainTicket } from '../../steps/creations.js';
import { type LookupField, lookupFields, usableValue } from '../../steps/lookup-fields.js';
import { valueForNew } from '../../steps/new-ticket-values.js';
import { makeTicket, readTicket, ticketIn } from '../../steps/own-tickets.js';
import type { Dropped, OtherType } from './taken-as-meant.js';

const schemaOf = (id: OperationId): Schema => resolve(operation(id).requestSchema ?? {});
const fieldsOf = (id: OperationId): [string, Schema][] => Object.entries(schemaOf(id).properties ?? {});

/** The first of the numbers that only these checks send: other digits for each field. */
const digits = 40_961;

const isInThread =
  (t: Context, text: string): Dropped =>
  (ticket) => {
    const bodies = t.field(ticket, 'getTicket/thread-body-is-string').map(String);
    return bodies.some((body) => body.includes(text)) ? undefined : show(bodies);
  };

/** Where a ticket shows a text; of others only the answer is judged. */
const shownAs: Readonly<Record<string, { by?: RequirementId; dropped: (t: Context, text: string) => Dropped }>> = {
  message: { by: 'getTicket/thread-is-complete', dropped: isInThread },
  note: { by: 'getTicket/thread-is-complete', dropped: isInThread },
  // A second ticket of the same address shows the name of the first.
  name: {
    dropped: (t, text) => (ticket) => {
      const shown = t.value(ticket, 'getTicket/user-name-is-string');
      return isNamed(shown, text) ? undefined : `the name ${show(shown)}`;
    },
  },
};

/** Numbers for the fields that take any text. @param except fields that name a ticket, or by which it is known as own */
export function numbersForTexts(t: Context, id: OperationId, ...except: string[]): OtherType[] {
  const takesDigits = (field: Schema) => meantValue(field, digits) === `${digits}` && validator(field)(`${digits}`);
  return fieldsOf(id)
    .filter(([field, schema]) => takesDigits(schema) && !except.includes(field))
    .map(([field], index) => {
      const value = digits + index;
      const shown = shownAs[field];
      return {
        field,
        value,
        meant: `the ${field} ${value}`,
        dropped: shown?.dropped(t, `${value}`) ?? (() => undefined),
        ...(shown?.by ? { own: { value: `${value}`, shownBy: shown.by } } : {}),
      };
    });
}

/** IDs as texts of digits, for the fields for which that has no requirement of its own. */
export async function textsForIds(t: Context, id: 'createTicket' | 'updateTicket'): Promise<OtherType[]> {
  const valueFor = id === 'createTicket' ? valueForNew : usableValue;
  const taken = new Set(fieldsOf(id).map(([field]) => field));
  const found: OtherType[] = [];
  for (const [prefix, one] of Object.entries<LookupField>(lookupFields)) {
    if (!taken.has(one.field) || requirements.some((rule) => rule.id === `${id}/${prefix}-numeric-string`)) continue;
    const value = await valueFor(t, one).catch(nothingIfMissing);
    const known = value && (await one.known(t));
    // Digits that are another's name mean that one.
    if (!value || ('isDefault' in value && value.isDefault) || known?.some(({ name }) => name === String(value.id)))
      continue;
    const [place, shape] = one.id;
    found.push({
      field: one.field,
      value: String(value.id),
      meant: `the ${one.what} ${value.id}`,
      dropped: (ticket) => {
        const shown = t.value(ticket, shape);
        return Number(shown) === Number(value.id) ? undefined : `${place} ${show(shown)}`;
      },
    });
  }
  return found;
}

/** 0 for each boolean. */
export const zerosForBooleans = (id: OperationId): OtherType[] =>
  fieldsOf(id)
    .filter(([, schema]) => typesOf(schema).includes('boolean'))
    .map(([field]) => ({ field, value: 0, meant: `no ${field}`, dropped: () => undefined }));

/**
 * Null and an empty text by turns for all fields that it leaves out. It leaves out no boolean: without it, e-mail would be
 * sent.
 *
 * @param dropped says what of the ticket is another than without them
 */
export const emptyValues = (id: OperationId, dropped: Dropped): OtherType[] =>
  fieldsOf(id)
    .filter(([field, schema]) => mayBeEmpty(schemaOf(id)).has(field) && !typesOf(schema).includes('boolean'))
    .map(([field], index) => ({ field, value: index % 2 === 0 ? null : '', meant: `no ${field}`, dropped }));

/** What a new ticket shows of what its creation may leave out. */
const leftOut = ['source', 'departmentId', 'priorityId', 'topicId', 'duedate'] as const;

/** How many more tickets are created without what may be left out: turns may come round. */
const morePlains = 3;

/** Those tickets, as far as they can be made. */
const otherPlains = (t: Context) =>
  t.share('more plain tickets', async (own) => {
    const made: ReturnType<typeof ticketIn>[] = [];
    while (made.length < morePlains) {
      const label = `${made.length + 1}, with nothing that may be left out`;
      const ticket = await makeTicket(own, label)
        .then(({ number }) => readTicket(own, number))
        .catch(nothingIfMissing);
      if (!ticket) return made;
      made.push(ticketIn(ticket));
    }
    return made;
  });

/** Empty values in a creation, for what the settings give no value: the ticket must be as one without them. */
export async function emptyInCreation(t: Context): Promise<OtherType[]> {
  const plain = ticketIn(await plainTicket(t));
  const { newTicket = {} } = t.session.run;
  const dropped: Dropped = async (ticket) => {
    const shown = ticketIn(ticket);
    // Where an installation gives due dates itself, it counts them from the creation.
    const isOther = (name: (typeof leftOut)[number]) =>
      name === 'duedate' && plain[name] && shown[name] ? false : shown[name] !== plain[name];
    for (const other of leftOut.filter(isOther)) {
      // An installation may give new tickets different values by itself, such as departments by turns.
      if ((await otherPlains(t)).some((one) => one[other] !== plain[other])) continue;
      return `${other} ${show(shown[other])} in place of ${show(plain[other])}`;
    }
    return undefined;
  };
  return emptyValues('createTicket', dropped).filter(({ field }) => !(field in newTicket));
}
