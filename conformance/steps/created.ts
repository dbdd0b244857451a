/** Creations that are judged themselves, with the ticket as it reads afterwards. */
import type { RequirementId } from '../../generated/requirements.js';
import type { Answer } from '../client/answer.js';
import { isSuccess } from '../client/success.js';
import type { Context } from '../kernel/context.js';
import { Untestable } from '../kernel/outcome.js';
import { type NewTicket, newTicket, numberOf, readTicket } from './own-ticket.js';

export interface Creation {
  sent: NewTicket;
  answer: Answer;
  /** The ticket as it reads; absent where none was made. */
  after?: Answer;
}

/** Sends a creation, and reads the ticket back if it succeeded. Not judged. */
export async function creation(t: Context, label: string, fields: Partial<NewTicket> = {}): Promise<Creation> {
  const sent = newTicket(t.session, label, fields);
  const answer = await t.call('createTicket', { body: sent });
  if (!isSuccess(answer)) return { sent, answer };
  return { sent, answer, after: await readTicket(t, await numberOf(t, answer, sent.subject)) };
}

/** A creation that several checks judge. */
export const sharedCreation = (
  t: Context,
  label: string,
  fields: Partial<NewTicket> | ((own: Context) => Promise<Partial<NewTicket>>) = {},
): Promise<Creation> =>
  t.share(`creation: ${label}`, async (own) =>
    creation(own, label, typeof fields === 'function' ? await fields(own) : fields),
  );

/** Expects a creation to succeed. @returns the ticket as it reads */
export async function readBack(t: Context, { answer, after }: Creation): Promise<Answer> {
  if (after) return after;
  await t.succeeds(answer);
  throw new Error('A creation that succeeded was not read');
}

/**
 * The ticket of a creation that a check only builds on.
 *
 * @param prerequisite the requirement whose check judges that creation
 * @throws Untestable when no ticket was made
 */
export async function needed(t: Context, { answer, after }: Creation, prerequisite: RequirementId): Promise<Answer> {
  if (after) return after;
  await t.works('createTicket');
  throw new Untestable(prerequisite, `Needed ${prerequisite}, but the answer was ${answer.summary}`);
}

/** Sends a creation, expects it to succeed and reads the ticket back. */
export const created = async (t: Context, label: string, fields: Partial<NewTicket> = {}): Promise<Answer> =>
  readBack(t, await creation(t, label, fields));

/**
 * The value of a field of which an answer has one.
 *
 * @param id the requirement that gives the field its shape
 * @throws Untestable when the field is missing or broken
 */
export function told(t: Context, answer: Answer, id: RequirementId): unknown {
  const [value] = t.field(answer, id);
  if (value === undefined) throw new Untestable(id, `Needed ${id}, but the answer does not have the field`);
  return value;
}
