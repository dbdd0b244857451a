/** Checks of getParentTicket: GET /tickets-subtickets-parent.php/{number}.{format}. */

import { operation } from '../../contract/operations.js';
import type { Answer } from '../client/answer.js';
import { isSuccess } from '../client/success.js';
import { type Check, check } from '../kernel/check.js';
import { Skip, Untestable } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { aTicketNumber } from '../steps/existing.js';
import { nobodys } from '../steps/facts.js';
import { askedParent, kin, settled } from '../steps/kin.js';
import { expectAbsent } from '../steps/plugin.js';
import { listed, parentIn, type Reference, refersTo } from '../steps/reference.js';
import { expectRefusal } from '../steps/refused.js';
import { decodedXml } from '../steps/xml-form.js';
import { referenceFieldChecks } from './families/reference-fields.js';

const id = 'getParentTicket';
const { answerSchema: schema = {} } = operation(id);

/** Whether something is a reference to a ticket, and not a wrong way to say that there is none. */
const isReference = (parent: unknown) => typeof (parent as Reference | null | undefined)?.number === 'string';

const noParent = (answer: Answer) => {
  const needed = 'getParentTicket/answers-the-parent';
  return new Untestable(needed, `Needed ${needed}, but the answer was ${answer.summary}`);
};

export const checks: Check[] = [
  check('getParentTicket/answers-the-parent', 'Ask for the parent of a child', async (t) => {
    const family = await kin(t);
    const answer = await askedParent(t);
    await t.succeeds(answer);
    t.status(answer, 200);
    if (refersTo(parentIn(answer), family.parent)) return;
    await settled(t, family);
    t.violated(`ticket ${family.parent.number}`, show(parentIn(answer)), answer, '/parent');
  }),

  check('getParentTicket/none-is-null', 'Ask for the parent of a ticket without one', async (t) => {
    let answer = await t.simplest(id);
    await t.succeeds(answer);
    if (t.session.run.mode === 'read' && isReference(parentIn(answer))) {
      // What is there has a parent; perhaps that one has none.
      const { parent } = await kin(t);
      answer = t.needs(
        await t.call(id, { path: { number: parent.number, format: 'json' } }),
        'getParentTicket/answers-the-parent',
      );
      if (isReference(parentIn(answer))) throw new Skip('no-data', 'The tickets that were looked at have parents.');
    }
    t.status(answer, 200);
    t.equal(answer, '/parent', parentIn(answer), null);
  }),

  ...referenceFieldChecks({
    id,
    action: 'Ask for the parent of a child',
    referred: 'getParentTicket/answers-the-parent',
    answer: askedParent,
    find: (answer, { parent }) =>
      refersTo(parentIn(answer), parent)
        ? { reference: parentIn(answer) as Reference, pointer: '/parent', ticket: parent.reading }
        : undefined,
  }),

  check('getParentTicket/xml', 'Ask for the parent of a child as XML', async (t) => {
    const family = await kin(t);
    const json = t.needs(await askedParent(t), 'getParentTicket/answers-the-parent');
    if (!refersTo(parentIn(json), family.parent)) throw noParent(json);
    const answer = await t.call(id, { path: { number: family.child.number, format: 'xml' } });
    const { parent } = (await decodedXml(t, answer, schema)) as { parent?: unknown };
    if (refersTo(parent, family.parent)) return;
    await settled(t, family);
    t.violated(`ticket ${family.parent.number} in XML`, show(parent), answer, '/parent');
  }),

  check('getParentTicket/agrees-with-children', 'Ask for the parent of a child, and for its children', async (t) => {
    const family = await kin(t);
    const answer = t.needs(await askedParent(t), 'getParentTicket/answers-the-parent');
    const parent = parentIn(answer) as Reference | null | undefined;
    if (!parent) throw noParent(answer);
    const [number] = t.field(answer, 'getParentTicket/number-is-string');
    const list = await t.call('listChildTickets', { path: { number: String(number), format: 'json' } });
    if (!isSuccess(list)) await t.works('listChildTickets');
    else if (listed(list).some((one) => refersTo(one, family.child))) return;
    await settled(t, family);
    // It is the right parent: then its list of children is what is wrong.
    if (refersTo(parent, family.parent)) {
      const list = 'listChildTickets/answers-all-children';
      throw new Untestable(list, `Needed ${list}, but ticket ${family.child.number} is not among them`);
    }
    const among = `ticket ${family.child.number} among the children of ticket ${number}`;
    t.violated(among, list.summary, [answer, list], '/parent');
  }),

  check('getParentTicket/unknown-404', 'Ask for the parent of a ticket that does not exist', async (t) => {
    const answer = await t.call(id, { path: { number: nobodys(t), format: 'json' } });
    await expectRefusal(t, answer, 404);
  }),

  check('getParentTicket/absent-501', 'Ask for the parent of a ticket without the plugin', (t) =>
    expectAbsent(t, id, async () => ({ path: { number: await aTicketNumber(t), format: 'json' } })),
  ),
];
