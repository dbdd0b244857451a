/** Whose child a ticket of an exploration is, as the API shows it. */
import type { OperationId } from '../../contract/operations.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { Answer } from '../kernel/context.js';
import { isListed, parentOf } from '../steps/frames/kinship.js';
import type { Modelled, World } from './world.js';

/** What the API shows of a ticket and one that may be its parent. */
export interface ShownKin {
  /** Whether each place that can be read shows them as parent and child. */
  views: boolean[];
  answers: Answer[];
}

/** Asks for the parent of a ticket, and keeps the answer until the next write. */
async function askParent(world: World, ticket: Modelled) {
  const asked = await parentOf(world.t, ticket);
  world.parents.set(ticket.role, asked);
  return asked;
}

/** Asks for the parent of the child, and looks at the children of the parent as it was read last. */
export async function shownKin(world: World, child: Modelled, parent: Modelled): Promise<ShownKin> {
  const asked = await askParent(world, child);
  const shown = asked?.number;
  const { ticket: reading } = world.frame.answersOf(parent.role);
  const { children } = world.frame.ticket(parent.role);
  const { id } = world.frame.has(child.role) ? world.frame.member(child.role) : {};
  const listed = reading && Array.isArray(children) && id !== undefined ? children.map(Number).includes(id) : undefined;
  return {
    views: [...(shown === undefined ? [] : [shown === parent.number]), ...(listed === undefined ? [] : [listed])],
    answers: [...(asked ? [asked.answer] : []), ...(reading ? [reading] : [])],
  };
}

/** Whether a ticket is shown with the parent that it was given: what builds on it may be judged. */
export async function hasParentAsDone(world: World, ticket: Modelled): Promise<boolean> {
  const asked = world.parents.get(ticket.role) ?? (await askParent(world, ticket));
  return asked?.number === (ticket.parent?.number ?? null);
}

/** A link or its removal was refused, and may be done all the same: what follows builds on what is shown, if all agree. */
export async function keepAsShown(world: World, child: Modelled, parent: Modelled): Promise<void> {
  const { views } = await shownKin(world, child, parent);
  if (views.length > 0 && views.every((isShown) => isShown === views[0])) child.parent = views[0] ? parent : undefined;
}

/** A child that is listed as one is asked for its parent again: the installation may have kept the answer that it had none. */
async function shownLate(world: World, child: Modelled, parent: Modelled) {
  const asked = await parentOf(world.t, child);
  if (asked?.number !== null || (await isListed(world.t, child, parent))?.yes !== true) return undefined;
  const expected = `${parent.role} (${parent.number}) as the parent of ${child.role}, which it was just given`;
  const id = 'getParentTicket/answers-the-parent';
  return world.finding(id, 'getParentTicket', expected, asked.answer.summary, [asked.answer], '/parent');
}

/** A ticket was made the child of another: it is one from now on, unless it is shown as one nowhere. */
export async function becomes(
  world: World,
  child: Modelled,
  parent: Modelled,
  requirement: RequirementId,
  by: OperationId,
) {
  const { views, answers } = await shownKin(world, child, parent);
  if (views.length === 0 || views.includes(true)) {
    child.parent = parent;
    return views.includes(false) ? shownLate(world, child, parent) : undefined;
  }
  const expected = `${child.role} as a child of ${parent.role}`;
  return world.finding(requirement, by, expected, 'not shown as one', answers);
}
