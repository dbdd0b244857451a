/** Links that must be refused, and the proof that they changed no ticket. */
import { type Fault, Violation } from '../checks/outcome.js';
import type { Trial } from '../checks/trial.js';
import type { Answer } from '../target/answer.js';
import type { RawRequest } from '../target/caller.js';
import { type OwnTicket, readTicket } from './own-ticket.js';
import { changed, expectRefusal } from './refused.js';

/** Tickets that refused links name: made once for several checks, and once more for a check that finds them changed. */
export interface Cast<Tickets> {
  /** Stands in their subjects. */
  what: string;
  make(t: Trial, what: string): Promise<Tickets>;
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

/** Sends links, expects that each is refused, and tells whether a ticket is changed by them. */
async function changesBy(t: Trial, before: Scene<unknown>['before'], { requests, shown }: Links, codes: number[]) {
  let last: Answer | undefined;
  for (const request of requests) {
    last = await t.send(request);
    await expectRefusal(t, last, ...codes);
  }
  if (!last) return undefined;
  for (const { number } of shown) {
    const fault = changed(before.get(number) as Answer, await readTicket(t, number), last);
    if (fault) return fault;
  }
  return undefined;
}

/** Expects links to be refused with one of these codes, and no ticket to be changed by them. */
export async function refusedLinks<Tickets extends Readonly<Record<string, OwnTicket | undefined>>>(
  t: Trial,
  { what, make }: Cast<Tickets>,
  links: (tickets: Tickets) => Links,
  ...codes: number[]
): Promise<void> {
  const prepare = async (own: Trial, label: string): Promise<Scene<Tickets>> => {
    const tickets = await make(own, label);
    const before = new Map<string, Answer>();
    for (const one of Object.values(tickets)) if (one) before.set(one.number, await readTicket(own, one.number));
    return { tickets, before };
  };
  const attempt = ({ tickets, before }: Scene<Tickets>): Promise<Fault | undefined> =>
    changesBy(t, before, links(tickets), codes);
  if (!(await attempt(await t.session.share(`tickets ${what}`, (own) => prepare(own, what))))) return;
  // What changed them may be the link of another check, so this one gets tickets that are nobody else's.
  const fault = await attempt(await prepare(t, `${what}, alone`));
  if (fault) throw new Violation(fault);
}
