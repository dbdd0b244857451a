/** Checks of listChildTickets: GET /tickets-subtickets-list.php/{number}.{format}. */
import { type Check, check } from '../../kernel/check.js';
import { Skip } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { aTicketNumber } from '../../steps/existing-tickets.js';
import { tryToClose } from '../../steps/lookups.js';
import { idOf, makeTicket } from '../../steps/own-tickets.js';
import { askedChildren, listed, refersTo } from '../../steps/parent-and-child.js';
import { crowd, link, listChildren, needsLink, refusedWithoutPlugin } from '../../steps/subtickets.js';

export const checks: Check[] = [
  check(
    'listChildTickets/answers-all-children',
    'List the children of a parent, one of them closed, and of a parent of twelve',
    async (t) => {
      const parent = await makeTicket(t, 'parent of an open and a closed child');
      const children = [await makeTicket(t, 'open child'), await makeTicket(t, 'closed child')] as const;
      t.needs(await link(t, parent, children[0]), 'linkSubticket/answers-200');
      t.needs(await link(t, parent, children[1]), 'linkSubticket/children-may-be-many');
      await tryToClose(t, children[1].number);
      const answer = await listChildren(t, parent.number);
      await t.succeedsWithCode(answer);
      const references = listed(answer);
      for (const child of children) {
        const known = { number: child.number, id: await idOf(t, child) };
        if (references.some((one) => refersTo(one, known))) continue;
        await needsLink(t, parent, child);
        t.violated(`ticket ${child.number} among the children`, show(references), answer, '/children');
      }
      t.that(references.length === children.length, 'these two and no other', show(references), answer, '/children');
      const many = await crowd(t);
      const all = await listChildren(t, many.parent.number);
      const numbers = listed(all).map((one) => String((one as { number?: unknown }).number));
      const missing = many.children.filter(({ number }) => !numbers.includes(number));
      for (const child of missing) await needsLink(t, many.parent, child);
      const expected = `ticket ${missing.map(({ number }) => number)} among the twelve children`;
      t.that(missing.length === 0, expected, show(numbers), all, '/children');
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

  check('listChildTickets/unknown-404', 'List the children of a ticket that does not exist', async (t) =>
    t.refused(await listChildren(t, t.unknownName)),
  ),

  check('listChildTickets/absent-501', 'List the children of a ticket without the plugin', (t, id) =>
    refusedWithoutPlugin(t, id, async () => ({ path: { number: await aTicketNumber(t), format: 'json' } })),
  ),
];
