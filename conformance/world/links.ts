/** Links between own tickets that checks build on, and links that must be refused. */
import { Untestable } from '../checks/outcome.js';
import type { Trial } from '../checks/trial.js';
import type { Answer } from '../target/answer.js';
import type { RawRequest } from '../target/caller.js';
import { link } from './family.js';
import { isChildOf } from './kinship.js';
import { makeTicket, type OwnTicket, readTicket } from './own-ticket.js';
import { expectRefusal, unchanged } from './refused.js';

/** Links two own tickets. @throws Untestable when they are not linked afterwards, whatever is answered */
export async function linkForSure(t: Trial, parent: OwnTicket, child: OwnTicket): Promise<void> {
  t.needs(await link(t, parent, child), 'linkSubticket/answers-200');
  await linkedIndeed(t, parent, child);
}

/** Looks whether two own tickets that were linked are. @throws Untestable when neither of them shows it */
export async function linkedIndeed(t: Trial, parent: OwnTicket, child: OwnTicket): Promise<void> {
  const { yes } = await isChildOf(t, child, parent);
  if (!yes) throw new Untestable('linkSubticket/linked', 'Needed linkSubticket/linked, but the tickets are not linked');
}

/** A parent and its child, made for one check. */
export async function linkedPair(t: Trial, label: string): Promise<[parent: OwnTicket, child: OwnTicket]> {
  const parent = await makeTicket(t, `${label}, parent`);
  const child = await makeTicket(t, `${label}, child`);
  await linkForSure(t, parent, child);
  return [parent, child];
}

/** A request to link two own tickets, to be sent where it must be refused. */
export const linkRequest = (parent: { number: string }, child: { number: string }): RawRequest => ({
  path: { parentNumber: parent.number, format: 'json' },
  json: { childId: child.number },
});

/**
 * Sends requests for links that must each be refused, and expects that no ticket is changed by them.
 *
 * @param tickets the tickets that they name: each shows whether it got or lost a child
 */
export async function refusedLinks(
  t: Trial,
  tickets: readonly OwnTicket[],
  requests: readonly RawRequest[],
  ...codes: number[]
): Promise<void> {
  const before: Answer[] = [];
  for (const { number } of tickets) before.push(await readTicket(t, number));
  let last: Answer | undefined;
  for (const request of requests) {
    last = await t.send({ operation: 'linkSubticket', ...request });
    await expectRefusal(t, last, ...codes);
  }
  for (const [index, { number }] of tickets.entries()) {
    unchanged(t, before[index] as Answer, await readTicket(t, number), last as Answer);
  }
}
