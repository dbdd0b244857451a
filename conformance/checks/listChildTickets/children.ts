/** Checks of listChildTickets: GET /tickets-subtickets-list.php/{number}.{format}. */
import { type Check, check } from '../../kernel/check.js';
import { RequestList } from '../../kernel/each.js';
import { Skip } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { crowd, unaskedChildren } from '../../steps/crowd.js';
import { aTicketNumber } from '../../steps/existing-tickets.js';
import { idOf } from '../../steps/own-tickets.js';
import { askedChildren, listed, refersTo } from '../../steps/parent-and-child.js';
import { linkedParent, listChildren, needsLink, refusedWithoutPlugin } from '../../steps/subtickets.js';

export const checks: Check[] = [
  check(
    'listChildTickets/answers-all-children',
    'List the children of a parent of twelve, one of them closed and in another department',
    async (t) => {
      // Evidence may have a parent of two alone.
      const { parent, children } = (await new RequestList(t).send(() => crowd(t))) ?? (await linkedParent(t));
      const answer = await listChildren(t, parent.number);
      await t.succeedsWithCode(answer);
      const references = listed(answer);
      const numbers = references.map(({ number }) => String(number));
      for (const child of children.filter(({ number }) => !numbers.includes(number))) {
        // One of number and ID is enough, since the other may be broken.
        const known = { number: child.number, id: await idOf(t, child) };
        if (references.some((one) => refersTo(one, known))) continue;
        await needsLink(t, parent, child);
        t.violated(`ticket ${child.number} among the ${children.length} children`, show(numbers), answer, '/children');
      }
      if (references.length === children.length) return;
      if (references.length === children.length + (await unaskedChildren(t, { parent, children }))) return;
      t.violated(`these ${children.length} and no other`, show(numbers), answer, '/children');
    },
  ),

  check('listChildTickets/none-is-empty', 'List the children of a ticket without any', async (t, id) => {
    const answer = await t.simplest(id);
    await t.succeedsWithCode(answer);
    const { children } = (answer.json ?? {}) as { children?: unknown };
    if (t.session.run.mode === 'read' && Array.isArray(children) && children.length > 0) {
      throw new Skip('no-data', 'The ticket that was read has children.');
    }
    t.equal(answer, '/children', children, []);
  }),

  check('listChildTickets/children-is-array', 'List the children of a parent', async (t) => {
    const answer = t.needs(await askedChildren(t), 'listChildTickets/answers-all-children');
    const { children } = (answer.json ?? {}) as { children?: unknown };
    t.that(Array.isArray(children), 'an array', show(children), answer, '/children');
  }),

  check('listChildTickets/absent-501', 'List the children of a ticket without the plugin', (t, id) =>
    refusedWithoutPlugin(t, id, async () => ({ path: { number: await aTicketNumber(t), format: 'json' } })),
  ),
];
