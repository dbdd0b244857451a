/** The check of the children that a ticket lists. */
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { beside } from '../../kernel/each.js';
import { nothingIfMissing } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { byLinkSubticket, chainBy } from '../../steps/chains.js';
import { crowd, unaskedChildren } from '../../steps/crowd.js';
import { alsoFramed } from '../../steps/frames/framed.js';
import { idOf, readTicket, ticketIn } from '../../steps/own-tickets.js';
import { linkedParent, needsLink, sharedLinkTickets } from '../../steps/subtickets.js';

/** Expects the top of three generations to list its child alone. */
async function listsNoGrandchild(t: Context): Promise<void> {
  const chain = await sharedLinkTickets(t, chainBy(byLinkSubticket)).catch(nothingIfMissing);
  if (!chain?.tickets.bottom) return;
  const { top, bottom } = chain.tickets;
  const [above, below] = [top, bottom].map(({ number }) => chain.before.get(number));
  if (!above || !below) return;
  const [listed = []] = t.field(above, 'getTicket/children-is-array') as [unknown[]?];
  const { id } = ticketIn(below);
  t.that(!listed.map(String).includes(String(id)), `no grandchild (${id})`, show(listed), above, '/children');
}

export const checks: Check[] = [
  check(
    'getTicket/children-are-ids',
    'Read a parent with two children, one with twelve, and one of whose children one was deleted',
    async (t) => {
      const { parent, children, linkedSecond } = await linkedParent(t);
      t.needs(linkedSecond, 'linkSubticket/children-may-be-many');
      const ids = [await idOf(t, children[0]), await idOf(t, children[1])];
      const answer = await readTicket(t, parent.number);
      const [shown] = t.field(answer, 'getTicket/children-is-array') as [unknown[]];
      const same = shown.length === 2 && ids.every((id) => shown.includes(id));
      if (!same) for (const child of children) await needsLink(t, parent, child);
      t.that(same, `the IDs ${show(ids)}`, show(shown), answer, '/children');
      await beside(t, () => listsNoGrandchild(t));
      await alsoFramed(t, 'getTicket/children-are-ids');
      await beside(t, async () => {
        const many = await crowd(t);
        const all = await readTicket(t, many.parent.number);
        const [listed] = t.field(all, 'getTicket/children-is-array') as [unknown[]];
        const { length } = many.children;
        if (listed.length === length) return;
        for (const child of many.children) await needsLink(t, many.parent, child);
        if (listed.length === length + (await unaskedChildren(t, many))) return;
        t.violated(`${length} IDs`, show(listed), all, '/children');
      });
    },
  ),
];
