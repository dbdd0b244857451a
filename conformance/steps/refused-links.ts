/** Links that must be refused, and the proof that they changed no ticket. */

import type { Answer } from '../client/answer.js';
import type { RawRequest } from '../client/caller.js';
import type { Context } from '../kernel/context.js';
import { sharedThenAlone } from './alone.js';
import { type OwnTicket, readTicket } from './own-ticket.js';
import { expectRefusal, unchanged } from './refused.js';

/** Tickets that refused links name: made once for several checks, and once more for a check that finds them changed. */
export interface Cast<Tickets> {
  /** Stands in their subjects. */
  what: string;
  make(t: Context, what: string): Promise<Tickets>;
}

/** Requests that must be refused, and the tickets that would show it if one of them were carried out. */
interface Links {
  requests: readonly RawRequest[];
  shown: readonly OwnTicket[];
}

/** Tickets, and how each reads, by its number. */
interface Scene<Tickets> {
  tickets: Tickets;
  before: ReadonlyMap<string, Answer>;
}

/** Sends links, and expects that each is refused and that no ticket is changed by them. */
async function refuse(t: Context, before: Scene<unknown>['before'], { requests, shown }: Links, codes: number[]) {
  let last: Answer | undefined;
  for (const request of requests) {
    last = await t.send(request);
    await expectRefusal(t, last, ...codes);
  }
  if (!last) return;
  for (const { number } of shown) unchanged(before.get(number) as Answer, await readTicket(t, number), last);
}

/** Expects links to be refused with one of these codes, and no ticket to be changed by them. */
export async function refusedLinks<Tickets extends Readonly<Record<string, OwnTicket | undefined>>>(
  t: Context,
  { what, make }: Cast<Tickets>,
  links: (tickets: Tickets) => Links,
  ...codes: number[]
): Promise<void> {
  const prepare = async (own: Context, label: string): Promise<Scene<Tickets>> => {
    const tickets = await make(own, label);
    const before = new Map<string, Answer>();
    for (const one of Object.values(tickets)) if (one) before.set(one.number, await readTicket(own, one.number));
    return { tickets, before };
  };
  const judge = ({ tickets, before }: Scene<Tickets>) => refuse(t, before, links(tickets), codes);
  await sharedThenAlone(
    async () => judge(await t.share(`tickets ${what}`, (own) => prepare(own, what))),
    async () => judge(await prepare(t, `${what}, alone`)),
  );
}
