/** Compares two readings of a ticket: whether a request changed it. */
import { isDeepStrictEqual } from 'node:util';
import { resolve } from '../../contract/document.js';
import { stem } from '../../contract/fields.js';
import { operation } from '../../contract/operations.js';
import { NoEvidence } from '../client/wire.js';
import type { Answer } from '../kernel/context.js';
import { type Breach, Violation } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { ticketIn } from './own-tickets.js';
import { isRename } from './renames.js';

/** Fields that change without a request. */
const changing = new Set(['updated', 'isOverdue']);

/** The fields in the contract: when another one changes is not documented. */
const fields = Object.keys(resolve(operation('getTicket').answerSchema ?? {}).properties ?? {});

const valueIn = (ticket: Answer) => {
  const values = ticketIn(ticket) as Record<string, unknown>;
  return (field: string) => values[field];
};

/**
 * The differences between two readings of a ticket, in words.
 *
 * @param except fields that are meant to differ
 */
export function differences(before: Answer, after: Answer, except: readonly string[] = []): string[] {
  const [one, two] = [valueIn(before), valueIn(after)];
  return differingFields(before, after)
    .filter((field) => !changing.has(field) && !except.includes(field))
    .map((field) => `${field} was ${show(one(field))} and is ${show(two(field))}`);
}

/** The fields of the contract in which two readings of a ticket differ, but for names of what was renamed. */
export function differingFields(before: Answer, after: Answer): string[] {
  const [one, two] = [valueIn(before), valueIn(after)];
  return fields.filter((field) => !isDeepStrictEqual(one(field), two(field)) && !isRename(field, one, two));
}

/** The differences in words, and the fields; nothing when the ticket is as before. */
export function changes(before: Answer, after: Answer): Pick<Breach, 'actual' | 'fields'> | undefined {
  const fields = differingFields(before, after).filter((field) => !changing.has(field));
  return fields.length > 0 ? { actual: differences(before, after).join('; '), fields: fields.map(stem) } : undefined;
}

/** The items of a list that another, which it had before, does not have. @example added([1, 2], [2, 1, 1]) // [1] */
export function added<T>(before: readonly T[], after: readonly T[]): T[] {
  const known = [...before];
  return after.filter((one) => {
    const at = known.indexOf(one);
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
}

/** What a request changed of a ticket, between two readings; nothing when the ticket is as before. @param answer its answer */
export function changed(before: Answer, after: Answer, answer: Answer): Breach | undefined {
  const breach = changes(before, after);
  if (!breach) return undefined;
  const actual = `answered ${answer.status}, but ${breach.actual}`;
  return { ...breach, expected: 'the ticket to stay as it was', actual, answers: [answer, before, after] };
}

/** Expects a ticket to read as it did before. */
export function unchanged(before: Answer, after: Answer, answer: Answer): void {
  const breach = changed(before, after, answer);
  if (breach) throw new Violation(breach);
}

/**
 * Judges on tickets that checks share, and where the requirement seems to be broken, again on tickets of this check's own:
 * the request of another check may be the reason. Evidence of the time before checks shared these tickets has only those
 * of the check's own.
 *
 * @param doubted what is not believed of shared tickets (default: that the requirement is broken)
 * @throws Violation when it is broken on the own tickets, too
 */
export async function sharedFirst<T>(
  onShared: () => Promise<T>,
  onOwn: () => Promise<T>,
  doubted: readonly (new (...parts: never[]) => Error)[] = [Violation],
): Promise<T> {
  try {
    return await onShared();
  } catch (reason) {
    if ([...doubted, NoEvidence].some((kind) => reason instanceof kind)) return onOwn();
    throw reason;
  }
}
