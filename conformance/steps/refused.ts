/** Requests that must be refused, and the proof that they had no effect. */
import { isDeepStrictEqual } from 'node:util';
import { resolve } from '../../contract/document.js';
import { operation } from '../../contract/operations.js';
import type { Answer } from '../client/answer.js';
import type { Context } from '../kernel/context.js';
import { type Fault, Skip, Violation } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { madeSince, newestNumbers } from './made-since.js';
import { loose, madeWith, newTicket } from './own-ticket.js';

/** Turns a valid body into one that must be refused. */
type Change = (valid: Record<string, unknown>) => unknown;

/**
 * Sends creations that must each be refused, and looks whether a ticket was made all the same.
 *
 * @param label what they are for; stands in the subject, so that a ticket that was made can be found
 * @param changes what turns a valid request into the one that is sent
 * @param codes the codes that are accepted
 */
export async function refusedCreations(
  t: Context,
  label: string,
  changes: readonly Change[],
  codes: readonly number[] = [400],
): Promise<Answer[]> {
  const valid = newTicket(t.session, label);
  const requests = changes.map((change) => change({ ...valid }));
  // What is made of a request without its subject can only be found as a ticket that was not there before.
  const named = requests.every((sent) => (sent as { subject?: unknown } | null)?.subject === valid.subject);
  const before = named ? undefined : await newestNumbers(t);
  const answers: Answer[] = [];
  for (const json of requests) {
    const answer = await t.send({ operation: 'createTicket', json });
    if (!codes.includes(answer.status)) await t.works('createTicket');
    await t.refused(answer, ...codes);
    answers.push(answer);
  }
  const made = before ? await madeSince(t, before) : await madeWith(t, valid.subject);
  const statuses = answers.map(({ status }) => status).join(', ');
  t.that(
    made.numbers.length === 0,
    'no ticket to be made',
    `refused with ${statuses}, but ticket ${made.numbers} was made`,
    [...answers, made.answer],
  );
  return answers;
}

/**
 * Expects a refusal with one of these codes.
 *
 * @throws Untestable when the operation does not even work in its simplest form: then any answer is that failure
 */
export async function expectRefusal(t: Context, answer: Answer, ...codes: number[]): Promise<void> {
  if (!codes.includes(answer.status) && answer.operation) {
    try {
      await t.works(answer.operation);
    } catch (reason) {
      // Where there is no data to try its simplest form on, the answer speaks for itself.
      if (!(reason instanceof Skip)) throw reason;
    }
  }
  await t.refused(answer, ...codes);
}

/** Fields that move by themselves; everything else of a ticket must stay as it was. */
const moving = new Set(['updated', 'isOverdue']);

/** The fields that the contract knows: what another one means, and when it moves, nobody has said. */
const fields = Object.keys(resolve(operation('getTicket').answerSchema ?? {}).properties ?? {});

/**
 * What differs between two readings of a ticket, in words; empty when nothing does.
 *
 * @param except fields that are meant to differ
 */
export function differences(before: Answer, after: Answer, except: readonly string[] = []): string[] {
  const [one, two] = [loose(before), loose(after)] as Record<string, unknown>[];
  return fields
    .filter((field) => !moving.has(field) && !except.includes(field))
    .filter((field) => !isDeepStrictEqual(one?.[field], two?.[field]))
    .map((field) => `${field} was ${show(one?.[field])} and is ${show(two?.[field])}`);
}

/** What a request that was answered so has changed of a ticket, between two readings; nothing when the ticket is as before. */
export function changed(before: Answer, after: Answer, answer: Answer): Fault | undefined {
  const changes = differences(before, after);
  if (changes.length === 0) return undefined;
  const actual = `answered ${answer.status}, but ${changes.join('; ')}`;
  return { expected: 'the ticket to stay as it was', actual, answers: [answer, before, after] };
}

/** Expects a ticket to read as it did before. */
export function unchanged(before: Answer, after: Answer, answer: Answer): void {
  const fault = changed(before, after, answer);
  if (fault) throw new Violation(fault);
}
