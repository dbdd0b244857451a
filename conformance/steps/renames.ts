/** Tells a name that an administrator has changed from a ticket that has moved. */
import { isDeepStrictEqual } from 'node:util';

type ValueOf = (field: string) => unknown;

const isName = (value: unknown) => typeof value === 'string' && value !== '';

/**
 * Whether a field of a ticket has another name than before while the ID beside it is the same: the department, SLA plan,
 * agent or the like was renamed, which is no change of the ticket.
 *
 * @param before the value of a field at first
 * @param after the value of a field later
 * @example isRename('sla', (field) => one[field], (field) => other[field]) // slaId is 3 in both
 */
export function isRename(field: string, before: ValueOf, after: ValueOf): boolean {
  const id = before(`${field}Id`);
  return Number(id) > 0 && isDeepStrictEqual(id, after(`${field}Id`)) && isName(before(field)) && isName(after(field));
}
