/** Whether tickets are parent and child, where reading either of them may be broken. */

import type { Answer } from '../client/answer.js';
import type { Context } from '../kernel/context.js';
import { idOf, loose, type OwnTicket, readTicket } from './own-ticket.js';

/** Whether one of the two says so: the parent by its children, or else the child by its parent. */
export async function isChildOf(
  t: Context,
  child: OwnTicket,
  parent: OwnTicket,
): Promise<{ yes: boolean; seen: Answer[] }> {
  const id = await idOf(t, child);
  const family = await readTicket(t, parent.number);
  const { children } = loose(family);
  if (Array.isArray(children) && children.map(Number).includes(id)) return { yes: true, seen: [family] };
  if (t.session.permissions.can_manage_subtickets === false) return { yes: false, seen: [family] };
  const asked = await t.call('getParentTicket', { path: { number: child.number, format: 'json' } });
  const { parent: its } = (asked.json ?? {}) as { parent?: { number?: unknown } | null };
  return { yes: String(its?.number) === parent.number, seen: [family, asked] };
}
