/** Requests that must be refused, and the proof that they had no effect. */
import { isDeepStrictEqual } from 'node:util';
import { show } from '../checks/show.js';
import type { Trial } from '../checks/trial.js';
import type { Answer } from '../target/answer.js';
import { loose, madeWith, makeTicket, newTicket, type OwnTicket, readTicket } from './own-ticket.js';

/**
 * Sends a creation that must be refused, and looks whether a ticket was made all the same.
 *
 * @param label what it is for; stands in the subject, so that a ticket that was made can be found
 * @param change turns a valid request into the one that is sent
 * @param codes the codes that are accepted
 */
export async function refusedCreation(
  t: Trial,
  label: string,
  change: (valid: Record<string, unknown>) => unknown,
  codes: readonly number[] = [400],
): Promise<Answer> {
  const valid = newTicket(t.session, label);
  const answer = await t.send({ operation: 'createTicket', json: change({ ...valid }) });
  t.refused(answer, ...codes);
  const made = await madeWith(t, valid.subject);
  t.that(
    made.numbers.length === 0,
    'no ticket to be made',
    `refused with ${answer.status}, but ticket ${made.numbers} was made`,
    [answer, made.answer],
  );
  return answer;
}

/** Fields that move by themselves; everything else of a ticket must stay as it was. */
const moving = new Set(['updated', 'isOverdue']);

/** What differs between two readings of a ticket, in words; empty when nothing does. */
export function differences(before: Answer, after: Answer): string[] {
  const [one, two] = [loose(before), loose(after)] as Record<string, unknown>[];
  return Object.keys({ ...one, ...two })
    .filter((field) => !moving.has(field) && !isDeepStrictEqual(one?.[field], two?.[field]))
    .map((field) => `${field} was ${show(one?.[field])} and is ${show(two?.[field])}`);
}

/** Expects a ticket to read as it did before. */
export function unchanged(t: Trial, before: Answer, after: Answer, answer: Answer): void {
  const changes = differences(before, after);
  t.that(changes.length === 0, 'the ticket to stay as it was', `answered ${answer.status}, but ${changes.join('; ')}`, [
    answer,
    before,
    after,
  ]);
}

/**
 * Sends an update of an own ticket that must be refused, and looks whether it changed anything.
 *
 * @param json the body
 * @param given a ticket to use in place of a new one
 */
export async function refusedUpdate(
  t: Trial,
  label: string,
  json: unknown,
  codes: readonly number[] = [400],
  given?: OwnTicket,
): Promise<Answer> {
  const ticket = given ?? (await makeTicket(t, label));
  const before = await readTicket(t, ticket.number);
  const answer = await t.send({ operation: 'updateTicket', path: { number: ticket.number, format: 'json' }, json });
  t.refused(answer, ...codes);
  unchanged(t, before, await readTicket(t, ticket.number), answer);
  return answer;
}
