/** Updates of own tickets. */
import type { components } from '../../generated/types.js';
import type { Answer, Context } from '../kernel/context.js';
import { sharedFirst, unchanged } from './comparisons.js';
import { makeTicket, readTicket } from './own-tickets.js';

export type TicketChanges = components['schemas']['TicketChanges'];

/** Updates a ticket. Not judged. */
export const update = (
  t: Context,
  number: string,
  body: TicketChanges,
  operation: 'updateTicket' | 'updateTicketByPut' = 'updateTicket',
): Promise<Answer> => t.call(operation, { path: { number, format: 'json' }, body });

/** An update, and the ticket as it reads afterwards. */
export interface Update {
  answer: Answer;
  after: Answer;
}

/** Makes a ticket, updates it and reads it, once for all checks that look at it. Not judged. */
export const sharedUpdate = (t: Context, label: string, body: TicketChanges): Promise<Update> =>
  t.share(`update: ${label}`, async (own) => {
    const { number } = await makeTicket(own, label);
    return { answer: await update(own, number, body), after: await readTicket(own, number) };
  });

/** Updates an own ticket, expects that to succeed, and reads the ticket. */
export async function updateAndRead(t: Context, { number }: { number: string }, body: TicketChanges): Promise<Update> {
  const answer = await update(t, number, body);
  await t.succeeds(answer);
  return { answer, after: await readTicket(t, number) };
}

/**
 * Sends updates of an own ticket that must each be refused, and expects the ticket to be as before.
 *
 * @param bodies the bodies, one request each
 * @returns the answers
 */
export async function refusedUpdates(
  t: Context,
  bodies: readonly unknown[],
  operation: 'updateTicket' | 'updateTicketByPut' = 'updateTicket',
): Promise<Answer[]> {
  const prepare = async (own: Context, label: string) => {
    const { number } = await makeTicket(own, label);
    return { number, before: await readTicket(own, number) };
  };
  const judge = async ({ number, before }: { number: string; before: Answer }) => {
    const answers: Answer[] = [];
    for (const json of bodies) {
      const answer = await t.send({ operation, path: { number, format: 'json' }, json });
      await t.refused(answer);
      answers.push(answer);
    }
    const [last] = answers.slice(-1);
    if (last) unchanged(before, await readTicket(t, number), last);
    return answers;
  };
  const label = 'that refused updates are sent to';
  return sharedFirst(
    async () => {
      const shared = await t.share(`ticket ${label}`, (own) => prepare(own, label));
      return t.inTurn(label, () => judge(shared));
    },
    async () => judge(await prepare(t, 'that no other check updates')),
  );
}

/** More than 25, where a page of a thread ends. */
const notesOfOne = 26;

/** Adds many notes to a ticket. @returns their texts @throws Untestable when an update is refused */
export async function manyNotes(t: Context, { number }: { number: string }): Promise<string[]> {
  const notes = Array.from({ length: notesOfOne }, (_, index) => `Note ${index} of many.`);
  for (const note of notes) t.needs(await update(t, number, { note, noteFormat: 'text' }), 'updateTicket/answers-200');
  return notes;
}
