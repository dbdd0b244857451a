/** A parent with many children, for lists and pages. */
import type { Context } from '../kernel/context.js';
import { nothingIfMissing } from '../kernel/outcome.js';
import { sayTheSame } from './frames/kinship.js';
import { lookupFields, usableIds } from './lookup-fields.js';
import { tryToClose } from './lookups.js';
import { makeTicket, type OwnTicket } from './own-tickets.js';
import { listedChildren } from './parent-and-child.js';
import { isChildOf, link } from './subtickets.js';
import { update } from './updates.js';

/** More than ten, where many a list ends. */
const childrenOfOne = 12;

export interface Crowd {
  parent: OwnTicket;
  children: OwnTicket[];
}

/** Makes a child by a creation that names the parent. @returns nothing where that does not work, which other checks report */
async function createdChild(t: Context, parent: OwnTicket, label: string): Promise<OwnTicket | undefined> {
  const made = async () => {
    const child = await makeTicket(t, label, { parentTicketId: parent.number });
    return (await isChildOf(t, child, parent)).yes ? child : undefined;
  };
  return made().catch(nothingIfMissing);
}

/** Closes one of them, and moves another into another department: some lists look at these of the parent. Not judged. */
async function setApart(t: Context, [one, other]: readonly OwnTicket[]): Promise<void> {
  if (one) await tryToClose(t, one.number);
  const { departmentId } = (await usableIds(t, lookupFields.department).catch(nothingIfMissing)) ?? {};
  if (other && departmentId !== undefined) await update(t, other.number, { departmentId }).catch(nothingIfMissing);
}

/** A word that is in the subjects of these children alone. */
export const crowdWord = ({ session }: Context): string => `twelfth${session.run.id}`;

/** A parent with twelve children; that they are linked is not looked at. @throws Untestable when a link is refused */
export const crowd = (t: Context): Promise<Crowd> =>
  t.share('a parent with twelve children', async (own) => {
    const parent = await makeTicket(own, 'parent of twelve');
    const label = (index: number) => `${crowdWord(own)} child ${index} of twelve: Ä & <b> 漢字`;
    const first = await createdChild(own, parent, label(0));
    const children = first ? [first] : [];
    while (children.length < childrenOfOne) {
      const fields = first ? { parentTicketId: parent.number } : {};
      const child = await makeTicket(own, label(children.length), fields);
      if (!first) own.needs(await link(own, parent, child), 'linkSubticket/answers-200');
      children.push(child);
    }
    await setApart(own, children.slice(1));
    return { parent, children };
  });

/** How many more children the parent has, by its list and by what they say themselves: a write made them unasked. */
export async function unaskedChildren(t: Context, { parent, children }: Crowd): Promise<number> {
  const numbers = ((await listedChildren(t, parent.number)) ?? []).map((one) => String(one?.number));
  const others = numbers.filter((number) => children.every((child) => child.number !== number));
  return (await sayTheSame(t, parent, others, numbers)) ? others.length : 0;
}
