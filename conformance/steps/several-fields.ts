/**
 * Creations that have values in several fields, each for a check of its own. A check that sees there what it does not
 * expect creates a ticket with its own field alone, and judges that one: another field may be the reason.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Answer, Context } from '../kernel/context.js';
import { nothingIfMissing, Untestable, Violation } from '../kernel/outcome.js';
import { sharedFirst } from './comparisons.js';
import { type Creation, created, html, longSubject, markup, sharedCreation } from './creations.js';
import { dueMoments } from './due-moments.js';
import { type LookupField, type LookupValue, lookupFields } from './lookup-fields.js';
import { otherCase } from './lookups.js';
import { createdWith, valueForNew } from './new-ticket-values.js';
import type { TicketCreation } from './own-tickets.js';

type Fields = Partial<TicketCreation> & Record<string, unknown>;

/** An address that is reserved for documentation. */
export const anIp = '192.0.2.100';
/** The same of the newer kind. */
export const anIpV6 = '2001:db8:85a3:8d3:1319:8a2e:370:7348';

export const aPhone = { phone: '+1 555-1234' };
export const aCustomField = { osticketContractCustom: 'A custom value' };

/** A department and a priority, each in the same way. @param way gives the value in that way, where there is one */
async function named(t: Context, way: (value: LookupValue, field: LookupField) => string | undefined): Promise<Fields> {
  const fields: Fields = {};
  for (const field of [lookupFields.department, lookupFields.priority]) {
    const value = await valueForNew(t, field).catch(nothingIfMissing);
    const given = value && way(value, field);
    if (given !== undefined) fields[field.field] = given;
  }
  return fields;
}

const creations = async (t: Context): Promise<readonly Fields[]> => {
  const {
    day,
    local,
    moments: [{ utc, ahead }],
  } = dueMoments(t);
  const asString = await named(t, ({ id }, { field }) => (field === 'departmentId' ? String(id) : undefined));
  return [
    { duedate: day, message: markup, source: 'API', ip: anIp, ...aPhone },
    { duedate: local, message: markup, format: 'text', source: 'Web', ip: anIpV6, ...asString },
    {
      duedate: utc,
      message: html,
      format: 'html',
      source: 'Email',
      subject: longSubject(t),
      ...aCustomField,
      ...(await named(t, ({ name }) => name && otherCase(name))),
    },
    { duedate: ahead, ...(await named(t, ({ name }) => name)) },
  ];
};

/**
 * A ticket that was created with these values and others.
 *
 * @param fields a field that must not be sent is undefined
 * @throws Untestable when there is none
 */
export async function createdWithOthers(t: Context, fields: Fields): Promise<Required<Creation>> {
  const has = (creation: Fields) =>
    Object.entries(fields).every(([name, value]) => isDeepStrictEqual(creation[name], value));
  const all = await creations(t);
  const index = all.findIndex(has);
  const made = index >= 0 ? await sharedCreation(t, `several fields, ${index + 1}`, all[index]) : undefined;
  if (made?.after) return { ...made, after: made.after };
  throw new Untestable('createTicket/answers-201', 'No ticket was created with several fields');
}

type Given = [t: Context, what: string, how: string, field: LookupField['field'], value: unknown];
const givenAlone = (...[t, what, _how, field, value]: Given) => createdWith(t, what, field, value);

/** How new tickets are given a value that is looked up: one beside others where there is one, or else alone. */
export const newTicketLookups = {
  value: valueForNew,
  give: (...given: Given): Promise<Creation> => {
    const [t, , , field, value] = given;
    return sharedFirst(
      () => createdWithOthers(t, { [field]: value }),
      () => givenAlone(...given),
      [Untestable],
    );
  },
  giveAlone: givenAlone,
};

/** Creates a ticket with some fields. @returns how it reads */
export type Create = (label: string, fields: Fields) => Promise<Answer>;

/** Judges what creations do: first of tickets that other checks share, and where that fails, of tickets of this check alone. */
export const judgeCreations = (t: Context, judge: (create: Create) => Promise<void>): Promise<void> =>
  sharedFirst(
    () => judge(async (_, fields) => (await createdWithOthers(t, fields)).after),
    () => judge((label, fields) => created(t, label, fields)),
    [Violation, Untestable],
  );
