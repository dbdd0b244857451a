/** A parent and one of its children: own ones, or in a run that only reads some that are there. */

import type { Answer } from '../client/answer.js';
import { isSuccess } from '../client/success.js';
import type { Context } from '../kernel/context.js';
import { Skip } from '../kernel/outcome.js';
import { sampleTickets } from './existing.js';
import { linkedFamily } from './family.js';
import { linkedIndeed } from './links.js';
import { loose, readTicket } from './own-ticket.js';
import { type Known, listsChild, parentIn, type Reference, refersTo } from './reference.js';

interface Member extends Required<Known> {
  /** The ticket as getTicket reads it. */
  reading: Answer;
}

export interface Kin {
  parent: Member;
  child: Member;
  /** Whether the run made them, so that nobody else changes them. */
  own: boolean;
  /** Numbers of children that the run made, beside those that the parent lists. */
  numbers: readonly string[];
}

const member = (number: string, reading: Answer): Member => ({ number, id: Number(loose(reading).id), reading });

/** The kin that the checks look at. @throws Skip when there is none */
export const kin = (t: Context): Promise<Kin> =>
  t.share('parent and child', async (own) => {
    if (own.session.run.mode === 'read') return existingKin(own);
    const { parent, children } = await linkedFamily(own);
    const [child] = children;
    const made: Kin = {
      parent: member(parent.number, await readTicket(own, parent.number)),
      child: member(child.number, await readTicket(own, child.number)),
      own: true,
      numbers: children.map(({ number }) => number),
    };
    if (!listsChild(made.parent.reading, made.child)) await linkedIndeed(own, parent, child);
    return made;
  });

/** Tickets that may have children: those that were read, and the parent of one of them. */
async function perhapsParents(t: Context): Promise<Answer[]> {
  // Where the installation has no subtickets, that is the reason to skip, and not the missing data.
  const asked = await t.simplest('getParentTicket');
  const { number } = (parentIn(asked) ?? {}) as Reference;
  const parent =
    number === undefined ? [] : [await t.call('getTicket', { path: { number: String(number), format: 'json' } })];
  return [...(await sampleTickets(t)), ...parent];
}

async function existingKin(t: Context): Promise<Kin> {
  for (const parent of await perhapsParents(t)) {
    const { children, number } = loose(parent);
    const [id] = Array.isArray(children) ? children : [];
    if (id === undefined) continue;
    const child = await t.call('getTicket', { path: { number: String(id), format: 'json' } });
    // The ID may be the number of another ticket.
    if (!isSuccess(child) || Number(loose(child).id) !== Number(id)) continue;
    const found = member(String(loose(child).number), child);
    return { parent: member(String(number), parent), child: found, own: false, numbers: [found.number] };
  }
  throw new Skip('no-data', 'No ticket that could be read has children.');
}

/** Whether a reference is to a child of the parent, as far as is known without asking for its children or parents. */
export const isOneOfThem = ({ parent, numbers }: Kin, reference: Reference): boolean =>
  numbers.includes(String(reference.number)) ||
  listsChild(parent.reading, { number: '', id: Number(reference.ticket_id) });

/** Before somebody is accused: makes sure that nobody changed the family meanwhile. @throws Skip when somebody did */
export async function settled(t: Context, { parent, own }: Kin): Promise<void> {
  if (own) return;
  const now = await readTicket(t, parent.number);
  if (JSON.stringify(loose(now).children) === JSON.stringify(loose(parent.reading).children)) return;
  throw new Skip('no-data', `The children of ticket ${parent.number} changed while they were looked at.`);
}

/** The answer to the question for the child's parent, asked once. Not judged. */
export const askedParent = (t: Context): Promise<Answer> =>
  t.share('parent of a child', async (own) => {
    const { child } = await kin(own);
    return own.call('getParentTicket', { path: { number: child.number, format: 'json' } });
  });

/** The answer to the question for the parent's children, asked once. Not judged. */
export const askedChildren = (t: Context): Promise<Answer> =>
  t.share('children of a parent', async (own) => {
    const { parent } = await kin(own);
    return own.call('listChildTickets', { path: { number: parent.number, format: 'json' } });
  });

/** The child in the answer to that question, with its place; nothing where it is not there. */
export function childIn(
  children: readonly Reference[],
  { child }: Kin,
): { reference: Reference; pointer: string } | undefined {
  const index = children.findIndex((one) => refersTo(one, child));
  const reference = children[index];
  return reference && { reference, pointer: `/children/${index}` };
}
