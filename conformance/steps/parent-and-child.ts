/** A parent and one of its children: own ones, or in a run that only reads existing ones; and how answers refer to them. */
import type { RequirementId } from '../../generated/requirements.js';
import type { components } from '../../generated/types.js';
import type { Answer, Context } from '../kernel/context.js';
import { nothingIfMissing, Skip, Untestable } from '../kernel/outcome.js';
import { sampleTickets } from './existing-tickets.js';
import { getTicket, idIn, readTicket, ticketIn } from './own-tickets.js';
import { getParent, linkedParent, listChildren, needsLink } from './subtickets.js';

interface Member {
  number: string;
  /** NaN where reading did not tell. */
  id: number;
  /** The ticket as getTicket reads it. */
  reading: Answer;
}

export interface ParentAndChild {
  parent: Member;
  child: Member;
  /** Whether the run made them, so that nobody else changes them. */
  own: boolean;
  /** Numbers of children that the run made, in addition to those that the parent lists. */
  numbers: readonly string[];
}

const member = (number: string, reading: Answer): Member => ({
  number,
  id: idIn(ticketIn(reading)) ?? Number.NaN,
  reading,
});

/** The parent and the child that the checks look at. @throws Skip when there are none */
export const parentAndChild = (t: Context): Promise<ParentAndChild> =>
  t.share('parent and child', async (own) => {
    if (own.session.run.mode === 'read') return existingPair(own);
    const { parent, children } = await linkedParent(own);
    const [child] = children;
    const made: ParentAndChild = {
      parent: member(parent.number, await readTicket(own, parent.number)),
      child: member(child.number, await readTicket(own, child.number)),
      own: true,
      numbers: children.map(({ number }) => number),
    };
    if (!listsChild(made.parent.reading, made.child.id)) await needsLink(own, parent, child);
    return made;
  });

/** Tickets that may have children: those that were read, and the parent of one of them. */
async function possibleParents(t: Context): Promise<Answer[]> {
  // Where the installation has no subtickets, that is the reason to skip, and not the missing data.
  const { number } = (parentIn(await t.simplest('getParentTicket')) ?? {}) as Reference;
  return [...(await sampleTickets(t)), ...(number === undefined ? [] : [await getTicket(t, String(number))])];
}

async function existingPair(t: Context): Promise<ParentAndChild> {
  for (const parent of await possibleParents(t)) {
    const { children, number } = ticketIn(parent);
    const [id] = Array.isArray(children) ? children : [];
    if (id === undefined) continue;
    const child = await getTicket(t, String(id));
    // The ID may be the number of another ticket.
    if (!child.isSuccess || Number(ticketIn(child).id) !== Number(id)) continue;
    const found = member(String(ticketIn(child).number), child);
    return { parent: member(String(number), parent), child: found, own: false, numbers: [found.number] };
  }
  throw new Skip('no-data', 'No ticket that could be read has children.');
}

/** Whether a ticket lists another one under `children`; by its ID, of which none is NaN. */
function listsChild(ticket: Answer, id: number): boolean {
  const { children } = ticketIn(ticket);
  return Array.isArray(children) && children.some((child) => Number(child) === id);
}

/** Whether a reference is to a child of the parent, as far as is known without asking for its children or parents. */
export const isKnownChild = ({ parent, numbers }: ParentAndChild, reference: Reference): boolean =>
  numbers.includes(String(reference.number)) || listsChild(parent.reading, Number(reference.ticket_id));

/** Called before a requirement is called broken. @throws Skip when somebody else has changed the children */
export async function needsSameChildren(t: Context, { parent, own }: ParentAndChild): Promise<void> {
  if (own) return;
  const now = await readTicket(t, parent.number);
  if (JSON.stringify(ticketIn(now).children) === JSON.stringify(ticketIn(parent.reading).children)) return;
  throw new Skip('no-data', `The children of ticket ${parent.number} changed while they were read.`);
}

/** The answer to a request for the child's parent, sent once. Not judged. */
export const askedParent = (t: Context): Promise<Answer> =>
  t.share('parent of a child', async (own) => getParent(own, (await parentAndChild(own)).child.number));

/** The answer to a request for the parent's children, sent once. Not judged. */
export const askedChildren = (t: Context): Promise<Answer> =>
  t.share('children of a parent', async (own) => listChildren(own, (await parentAndChild(own)).parent.number));

type Field = keyof components['schemas']['TicketReference'];
/** A reference to a ticket as it came: each field may be missing or have another type. */
export type Reference = Partial<Record<Field, unknown>>;

/** Whether a reference is to this ticket: one of number and ID is enough, since the other may be broken. */
export function refersTo(reference: unknown, { number, id }: { number: string; id: number }): boolean {
  const { number: its, ticket_id } = (reference ?? {}) as Reference;
  return String(its) === number || (ticket_id !== undefined && Number(ticket_id) === id);
}

/** The fields of a reference, each with the requirement that gives the same field of a ticket its shape. */
export const referenceFields = {
  ticket_id: 'getTicket/id-is-integer',
  number: 'getTicket/number-is-string',
  subject: 'getTicket/subject-is-string',
  status: 'getTicket/status-is-string',
} as const satisfies Record<Field, RequirementId>;

/** The children in an answer of listChildTickets. @throws Untestable when they are no array */
export function listed(answer: Answer): Reference[] {
  const { children } = (answer.meant ?? {}) as { children?: unknown };
  if (Array.isArray(children)) return children as Reference[];
  const id = 'listChildTickets/children-is-array';
  throw new Untestable(id, `Needed ${id}, but the answer was ${answer.summary}`);
}

/** The children of a ticket as the list gives them; nothing where it does not say. */
export const listedChildren = (t: Context, number: string): Promise<Reference[] | undefined> =>
  listChildren(t, number).then(listed).catch(nothingIfMissing);

/** The parent in an answer of getParentTicket. */
export const parentIn = (answer: Answer): unknown => (answer.meant as { parent?: unknown } | null | undefined)?.parent;

/** The child among references to children, with its place; nothing where it is not there. */
export function childIn(
  children: readonly Reference[],
  { child }: ParentAndChild,
): { reference: Reference; pointer: string } | undefined {
  const index = children.findIndex((one) => refersTo(one, child));
  const reference = children[index];
  return reference && { reference, pointer: `/children/${index}` };
}
