/** Checks of listChildTickets: GET /tickets-subtickets-list.php/{number}.{format}. */

import { operation } from '../../contract/operations.js';
import { type Check, check } from '../kernel/check.js';
import type { Context } from '../kernel/context.js';
import { Skip, Untestable } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { aTicketNumber } from '../steps/existing.js';
import { nobodys, statusOf } from '../steps/facts.js';
import { link, linkedFamily } from '../steps/family.js';
import { askedChildren, childIn, isOneOfThem, kin, settled } from '../steps/kin.js';
import { linkedIndeed } from '../steps/links.js';
import { idOf, loose, makeTicket } from '../steps/own-ticket.js';
import { expectAbsent } from '../steps/plugin.js';
import { listed, parentIn, refersTo } from '../steps/reference.js';
import { expectRefusal } from '../steps/refused.js';
import { decodedXml } from '../steps/xml-form.js';
import { referenceFieldChecks } from './families/reference-fields.js';

const id = 'listChildTickets';
const { answerSchema: schema = {} } = operation(id);

/** Closes an own ticket where that works: it is not what is checked. */
async function tryToClose(t: Context, number: string): Promise<void> {
  try {
    const { id: statusId } = await statusOf(t, 'closed');
    await t.call('updateTicket', { path: { number, format: 'json' }, body: { statusId: Number(statusId) } });
  } catch (reason) {
    if (!(reason instanceof Skip || reason instanceof Untestable)) throw reason;
  }
}

/** IDs as they can be compared: in order, and as numbers whatever their type. */
const inOrder = (ids: readonly unknown[]) => ids.map(Number).sort((a, b) => a - b);

export const checks: Check[] = [
  check('listChildTickets/answers-all-children', 'List the children of a parent, one of them closed', async (t) => {
    const parent = await makeTicket(t, 'parent of an open and a closed child');
    const children = [await makeTicket(t, 'open child'), await makeTicket(t, 'closed child')] as const;
    t.needs(await link(t, parent, children[0]), 'linkSubticket/answers-200');
    t.needs(await link(t, parent, children[1]), 'linkSubticket/children-may-be-many');
    await tryToClose(t, children[1].number);
    const answer = await t.call(id, { path: { number: parent.number, format: 'json' } });
    await t.succeeds(answer);
    t.status(answer, 200);
    const references = listed(answer);
    for (const child of children) {
      const known = { number: child.number, id: await idOf(t, child) };
      if (references.some((one) => refersTo(one, known))) continue;
      await linkedIndeed(t, parent, child);
      t.violated(`ticket ${child.number} among the children`, show(references), answer, '/children');
    }
    t.that(references.length === children.length, 'these two and no other', show(references), answer, '/children');
  }),

  check('listChildTickets/none-is-empty', 'List the children of a ticket without any', async (t) => {
    const answer = await t.simplest(id);
    await t.succeeds(answer);
    t.status(answer, 200);
    const { children } = (answer.json ?? {}) as { children?: unknown };
    if (t.session.run.mode === 'read' && Array.isArray(children) && children.length > 0) {
      throw new Skip('no-data', 'The ticket that was looked at has children.');
    }
    t.equal(answer, '/children', children, []);
  }),

  check('listChildTickets/children-is-array', 'List the children of a parent', async (t) => {
    const answer = t.needs(await askedChildren(t), 'listChildTickets/answers-all-children');
    const { children } = (answer.json ?? {}) as { children?: unknown };
    t.that(Array.isArray(children), 'an array', show(children), answer, '/children');
  }),

  ...referenceFieldChecks({
    id,
    action: 'List the children of a parent',
    referred: 'listChildTickets/answers-all-children',
    answer: askedChildren,
    find: (answer, family) => {
      const found = childIn(listed(answer), family);
      return found && { ...found, ticket: family.child.reading };
    },
  }),

  check('listChildTickets/xml', 'List the children of a parent as XML', async (t) => {
    const family = await kin(t);
    const all = 'listChildTickets/answers-all-children';
    const json = t.needs(await askedChildren(t), all);
    if (!childIn(listed(json), family)) throw new Untestable(all, `Needed ${all}, but the answer was ${json.summary}`);
    const answer = await t.call(id, { path: { number: family.parent.number, format: 'xml' } });
    const { children } = await decodedXml(t, answer, schema);
    if (Array.isArray(children) && childIn(children, family)) return;
    await settled(t, family);
    t.violated(`ticket ${family.child.number} among the children in XML`, show(children), answer, '/children');
  }),

  check('listChildTickets/agrees-with-parent', 'Ask each child that is listed for its parent', async (t) => {
    const family = await kin(t);
    const answer = t.needs(await askedChildren(t), 'listChildTickets/answers-all-children');
    for (const [index, child] of listed(answer).slice(0, 3).entries()) {
      const number = t.field(answer, 'listChildTickets/number-is-string')[index];
      const asked = await t.call('getParentTicket', { path: { number: String(number), format: 'json' } });
      if (refersTo(parentIn(asked), family.parent)) continue;
      await settled(t, family);
      // It is a child indeed: then the answer to the question for its parent is what is wrong.
      if (isOneOfThem(family, child)) {
        const parent = 'getParentTicket/answers-the-parent';
        throw new Untestable(parent, `Needed ${parent} for ticket ${number}, but the answer was ${asked.summary}`);
      }
      const expected = `ticket ${family.parent.number} to be the parent of ticket ${number}`;
      t.violated(expected, asked.summary, [answer, asked], `/children/${index}`);
    }
  }),

  check('listChildTickets/agrees-with-ticket', 'Compare the children with those in the ticket', async (t) => {
    const family = await kin(t);
    const answer = t.needs(await askedChildren(t), 'listChildTickets/answers-all-children');
    const ids = t.field(answer, 'listChildTickets/ticket_id-is-integer');
    listed(answer);
    t.field(family.parent.reading, 'getTicket/children-is-array');
    const { children } = loose(family.parent.reading);
    const same = (others: readonly unknown[]) => show(inOrder(ids)) === show(inOrder(others));
    if (same(children as unknown[])) return;
    await settled(t, family);
    if (family.own) {
      const made = (await linkedFamily(t)).children;
      const known = [await idOf(t, made[0]), await idOf(t, made[1])];
      const wrong = 'getTicket/children-are-ids';
      if (same(known)) throw new Untestable(wrong, `Needed ${wrong}, but the ticket lists ${show(children)}`);
    }
    t.violated(`the IDs ${show(children)}`, show(ids), [answer, family.parent.reading], '/children');
  }),

  check('listChildTickets/unknown-404', 'List the children of a ticket that does not exist', async (t) => {
    const answer = await t.call(id, { path: { number: nobodys(t), format: 'json' } });
    await expectRefusal(t, answer, 404);
  }),

  check('listChildTickets/absent-501', 'List the children of a ticket without the plugin', (t) =>
    expectAbsent(t, id, async () => ({ path: { number: await aTicketNumber(t), format: 'json' } })),
  ),
];
