/** Compares who is whose parent in an exploration with what each way to read it says. */
import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../kernel/context.js';
import type { Finding } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { isListed, sayTheSame } from '../steps/frames/kinship.js';
import { listed } from '../steps/parent-and-child.js';
import { getParent, listChildren } from '../steps/subtickets.js';
import type { Modelled, World } from './world.js';

/** Who is whose parent, as the ticket, the parent and the list of children say it. */
export async function kinAgree(world: World, ticket: Modelled): Promise<Finding | undefined> {
  const { t } = world;
  if (!world.hasSubtickets || world.lost) return undefined;
  const { role, number, parent } = ticket;
  const { ticket: reading } = world.frame.answersOf(role);
  const ids = world.childrenOf(ticket).map((one) => world.frame.member(one.role).id);
  const { children: shown } = world.frame.ticket(role);
  // A child that could not be read shows no ID.
  const known = ids.every((id) => id !== undefined);
  if (reading && known && Array.isArray(shown) && !sameSet(shown.map(String), ids.map(String))) {
    // Where the list says the same as the ticket, some write has done more than it said.
    const answer = await listChildren(t, number);
    const there = answer.isSuccess ? listed(answer).map((one) => String(one?.ticket_id)) : [];
    if (answer.isSuccess && sameSet(there, shown.map(String))) {
      world.lost = true;
      return undefined;
    }
    const found = world.finding(
      'getTicket/children-are-ids',
      'getTicket',
      show(ids),
      show(shown),
      [reading],
      '/children',
    );
    if (found) return found;
  }
  const asked = await getParent(t, number);
  world.kin.set(`getParentTicket ${role}`, asked);
  if (asked.isSuccess) {
    const shown = (asked.json as { parent?: { number?: unknown } | null } | undefined)?.parent;
    const right = parent ? String(shown?.number) === parent.number : shown === null;
    // Where the list of its parent lacks it too, some write has done more than it said.
    if (parent && shown === null && (await isListed(t, ticket, parent))?.yes === false) {
      world.lost = true;
      return undefined;
    }
    const expected = parent ? `${parent.role} (${parent.number}) as the parent of ${role}` : `no parent of ${role}`;
    const id = parent ? 'getParentTicket/answers-the-parent' : 'getParentTicket/none-is-null';
    const found = right
      ? parent && (await referenceAgrees(world, 'getParentTicket', parent, shown, asked))
      : world.finding(id, 'getParentTicket', expected, asked.summary, [asked], '/parent');
    if (found) return found;
  }
  const answer = await listChildren(t, number);
  world.kin.set(`listChildTickets ${role}`, answer);
  const children = world.childrenOf(ticket);
  if (!answer.isSuccess || !Array.isArray((answer.json as { children?: unknown }).children)) return undefined;
  const numbers = listed(answer).map((one) => String(one?.number));
  const right = children.map((one) => one.number);
  if (sameSet(numbers, right)) {
    for (const one of children) {
      const shown = listed(answer)[numbers.indexOf(one.number)];
      const found = await referenceAgrees(world, 'listChildTickets', one, shown, answer);
      if (found) return found;
    }
    return undefined;
  }
  const doubtful = [...numbers.filter((one) => !right.includes(one)), ...right.filter((one) => !numbers.includes(one))];
  if (await sayTheSame(t, ticket, doubtful, numbers)) {
    world.lost = true;
    return undefined;
  }
  const id = children.length > 0 ? 'listChildTickets/answers-all-children' : 'listChildTickets/none-is-empty';
  const expected = `${children.map((one) => `${one.role} (${one.number})`).join(', ') || 'no child'} of ${role}`;
  return world.finding(id, 'listChildTickets', expected, show(numbers), [answer], '/children');
}

/** What a list of parents or children says of a ticket is what the ticket itself says. */
async function referenceAgrees(
  world: World,
  id: 'getParentTicket' | 'listChildTickets',
  { role }: Modelled,
  shown: object | null | undefined,
  answer: Answer,
): Promise<Finding | undefined> {
  for (const field of ['subject', 'status'] as const) {
    const actual = (shown as Record<string, unknown> | undefined)?.[field];
    const differs = () => {
      const expected = world.frame.ticket(role)[field];
      return expected !== undefined && actual !== undefined && expected !== actual;
    };
    if (!differs()) continue;
    // A write to another ticket may have changed it since it was read.
    await world.frame.look([role]);
    const { ticket } = world.frame.answersOf(role);
    if (!ticket || !differs()) continue;
    const expected = world.frame.ticket(role)[field];
    const owner = `${id}/${field}-is-string` as const;
    return world.finding(owner, id, `${field} ${show(expected)} of ${role}`, show(actual), [ticket, answer]);
  }
  return undefined;
}

const sameSet = (one: readonly string[], other: readonly string[]) =>
  isDeepStrictEqual([...one].sort(), [...other].sort());
