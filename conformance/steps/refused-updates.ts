/** Updates that must be refused, and the proof that they had no effect. */

import type { Answer } from '../client/answer.js';
import type { Context } from '../kernel/context.js';
import { sharedThenAlone } from './alone.js';
import { makeTicket, type OwnTicket, readTicket } from './own-ticket.js';
import { unchanged } from './refused.js';

/** A ticket, and how it read before any update of these. */
interface Target extends OwnTicket {
  before: Answer;
}

async function target(t: Context, label: string): Promise<Target> {
  const made = await makeTicket(t, label);
  return { ...made, before: await readTicket(t, made.number) };
}

/**
 * Sends updates of an own ticket that must each be refused, and looks whether they changed anything.
 *
 * @param bodies the bodies, one request each
 * @param codes the codes that are accepted
 * @returns the answers
 */
export async function refusedUpdates(
  t: Context,
  bodies: readonly unknown[],
  codes: readonly number[] = [400],
  operation: 'updateTicket' | 'updateTicketByPut' = 'updateTicket',
): Promise<Answer[]> {
  const refuse = async ({ number, before }: Target) => {
    const answers: Answer[] = [];
    for (const json of bodies) {
      const answer = await t.send({ operation, path: { number, format: 'json' }, json });
      // Where no update works at all, whatever comes back says nothing about this one.
      if (!codes.includes(answer.status)) await t.works(operation);
      await t.refused(answer, ...codes);
      answers.push(answer);
    }
    const [last] = answers.slice(-1);
    if (last) unchanged(before, await readTicket(t, number), last);
    return answers;
  };
  return sharedThenAlone(
    async () =>
      refuse(
        await t.share('ticket that refused updates are sent to', (own) =>
          target(own, 'that refused updates are sent to'),
        ),
      ),
    async () => refuse(await target(t, 'that no other check updates')),
  );
}
