/** Links, unlinks and deletions of an exploration: who is whose child afterwards. */
import type { Finding } from '../kernel/outcome.js';
import { remove, saysGone, showsAnother } from '../steps/deletions.js';
import { parentOf } from '../steps/frames/kinship.js';
import { deletion, link as linking, unlink as unlinking } from '../steps/frames/writes.js';
import { getTicket } from '../steps/own-tickets.js';
import { linkRequest, link as linkTo, listChildren } from '../steps/subtickets.js';
import { unlink as takeFromParent } from '../steps/unlinking.js';
import { becomes, hasParentAsDone, keepAsShown, shownKin } from './kin.js';
import type { Modelled, World } from './world.js';

/** A ticket, its parent, and so on to the top. */
function upwards(ticket: Modelled): Modelled[] {
  return [ticket, ...(ticket.parent ? upwards(ticket.parent) : [])];
}

/** Expects a ticket not to become the child of one that is below it. @param line from that one up to the ticket */
async function refusesCycle(world: World, line: readonly Modelled[]): Promise<Finding | undefined> {
  const requirement = 'linkSubticket/cycle-refused';
  const [parent, child] = [line[0], line.at(-1)];
  if (!parent || !child || parent === child || !world.given.isOpen({ requirement, operation: 'linkSubticket' }))
    return undefined;
  // The circle is one only where each of them is shown as the child of the next.
  for (const one of line) if (!world.alive.includes(one) || !(await hasParentAsDone(world, one))) return undefined;
  const answer = await world.t.send(linkRequest(parent, child));
  world.parents.clear();
  const asked = await parentOf(world.t, child);
  const isDone = asked?.number === parent.number;
  if (!answer.isSuccess && !isDone) return undefined;
  world.lost = true;
  world.story.push(`${child.role} is made a child of ${parent.role}, which is below it`);
  const actual = isDone ? `${answer.summary}, and it is its child` : answer.summary;
  return world.finding(requirement, 'linkSubticket', 'a refusal', actual, [answer, ...(asked ? [asked.answer] : [])]);
}

export async function link(
  world: World,
  parent: Modelled | undefined,
  child: Modelled | undefined,
): Promise<Finding | undefined> {
  if (!parent || !child || child.parent || !world.hasSubtickets) return undefined;
  const line = upwards(parent);
  if (line.includes(child)) return refusesCycle(world, line.slice(0, line.indexOf(child) + 1));
  if (!(await hasParentAsDone(world, child)) || !(await hasParentAsDone(world, parent))) return undefined;
  const write = linking(parent.role, child.role, (t) => linkTo(t, parent, child));
  const done = await world.do(write, `${child.role} is made a child of ${parent.role}`, parent.role, child.role);
  if (done !== true) {
    await keepAsShown(world, child, parent);
    return done || world.refused(write);
  }
  return becomes(world, child, parent, 'linkSubticket/linked', 'linkSubticket');
}

export async function unlink(world: World, child: Modelled | undefined): Promise<Finding | undefined> {
  if (!child?.parent || !world.hasSubtickets) return undefined;
  const { number, role, parent } = child;
  if (!world.alive.includes(parent) || !(await hasParentAsDone(world, child))) return undefined;
  // Asked for before, so that a list that is kept for too long shows.
  await listChildren(world.t, parent.number);
  const write = unlinking(parent.role, role, (t) => takeFromParent(t, number));
  const done = await world.do(write, `${role} is taken from ${parent.role}`, parent.role, role);
  if (done !== true) {
    await keepAsShown(world, child, parent);
    return done || world.refused(write);
  }
  const { views, answers } = await shownKin(world, child, parent);
  if (views.length > 0 && !views.includes(false)) {
    const expected = `${role} as a child of ${parent.role} no more`;
    return world.finding('unlinkSubticket/unlinked', 'unlinkSubticket', expected, 'shown as one', answers);
  }
  child.parent = undefined;
  return undefined;
}

export async function deleteTicket(
  world: World,
  ticket: Modelled | undefined,
  xml: boolean,
): Promise<Finding | undefined> {
  if (!ticket || !world.t.session.run.deletes) return undefined;
  const { number, role } = ticket;
  const around = [ticket.parent, ...world.childrenOf(ticket)].flatMap((one) => one?.role ?? []);
  const write = deletion(role, (t) => remove(t, number, xml ? 'xml' : 'json'), ticket.parent?.role);
  const done = await world.do(write, `${role} is deleted${xml ? ' at .xml' : ''}`, ...around);
  // It may be gone all the same, and with it what the others are to it.
  world.lost ||= !done;
  if (done !== true) return done || world.refused(write);
  const children = world.childrenOf(ticket);
  world.alive.splice(world.alive.indexOf(ticket), 1);
  world.frame.forget(role);
  const after = await getTicket(world.t, number);
  if (!showsAnother(after, number) && !(await saysGone(world.t, after))) {
    const found = world.finding('deleteTicket/ticket-gone', 'deleteTicket', 'no such ticket', after.summary, [after]);
    if (found) return found;
  }
  for (const child of children) {
    const { views, answers } = await shownKin(world, child, ticket);
    if (!views.includes(true)) child.parent = undefined;
    else {
      const expected = `no parent of ${child.role}, whose parent was deleted`;
      const shown = 'the deleted one as its parent';
      const found = world.finding('deleteTicket/children-freed', 'deleteTicket', expected, shown, answers);
      if (found) return found;
    }
  }
  return undefined;
}
