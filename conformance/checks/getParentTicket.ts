/** Checks of getParentTicket: GET /tickets-subtickets-parent.php/{number}.{format}. */
import { type Check, check } from '../kernel/check.js';
import type { Answer } from '../kernel/context.js';
import { Skip, Untestable } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { aTicketNumber } from '../steps/existing-tickets.js';
import { decodedXml } from '../steps/formats.js';
import {
  askedParent,
  listed,
  needsSameChildren,
  parentAndChild,
  parentIn,
  type Reference,
  refersTo,
} from '../steps/parent-and-child.js';
import { getParent, listChildren, refusedWithoutPlugin } from '../steps/subtickets.js';
import { referenceFieldChecks } from './generic/reference-fields.js';

/** Whether something is a reference to a ticket, and not a wrong way to say that there is none. */
const isReference = (parent: unknown) => typeof (parent as Reference | null | undefined)?.number === 'string';

const noParent = (answer: Answer) => {
  const needed = 'getParentTicket/answers-the-parent';
  return new Untestable(needed, `Needed ${needed}, but the answer was ${answer.summary}`);
};

export const checks: Check[] = [
  check('getParentTicket/answers-the-parent', 'Ask for the parent of a child', async (t) => {
    const pair = await parentAndChild(t);
    const answer = await askedParent(t);
    await t.succeedsWithCode(answer);
    if (refersTo(parentIn(answer), pair.parent)) return;
    await needsSameChildren(t, pair);
    t.violated(`ticket ${pair.parent.number}`, show(parentIn(answer)), answer, '/parent');
  }),

  check('getParentTicket/none-is-null', 'Ask for the parent of a ticket without one', async (t, id) => {
    let answer = await t.simplest(id);
    await t.succeeds(answer);
    if (t.session.run.mode === 'read' && isReference(parentIn(answer))) {
      // The existing ticket has a parent, which may have none.
      const { parent } = await parentAndChild(t);
      answer = t.needs(await getParent(t, parent.number), 'getParentTicket/answers-the-parent');
      if (isReference(parentIn(answer))) throw new Skip('no-data', 'The tickets that were read have parents.');
    }
    await t.succeedsWithCode(answer);
    t.equal(answer, '/parent', parentIn(answer), null);
  }),

  ...referenceFieldChecks({
    id: 'getParentTicket',
    action: 'Ask for the parent of a child',
    referred: 'getParentTicket/answers-the-parent',
    answer: askedParent,
    find: (answer, { parent }) =>
      refersTo(parentIn(answer), parent)
        ? { reference: parentIn(answer) as Reference, pointer: '/parent', ticket: parent.reading }
        : undefined,
  }),

  check('getParentTicket/xml', 'Ask for the parent of a child as XML', async (t) => {
    const pair = await parentAndChild(t);
    const json = t.needs(await askedParent(t), 'getParentTicket/answers-the-parent');
    if (!refersTo(parentIn(json), pair.parent)) throw noParent(json);
    const answer = await getParent(t, pair.child.number, 'xml');
    const { parent } = await decodedXml(t, answer);
    if (refersTo(parent, pair.parent)) return;
    await needsSameChildren(t, pair);
    t.violated(`ticket ${pair.parent.number} in XML`, show(parent), answer, '/parent');
  }),

  check('getParentTicket/agrees-with-children', 'Ask for the parent of a child, and for its children', async (t) => {
    const pair = await parentAndChild(t);
    const answer = t.needs(await askedParent(t), 'getParentTicket/answers-the-parent');
    const parent = parentIn(answer) as Reference | null | undefined;
    if (!parent) throw noParent(answer);
    const number = String(t.field(answer, 'getParentTicket/number-is-string')[0]);
    const list = await listChildren(t, number);
    if (!list.isSuccess) await t.works('listChildTickets');
    else if (listed(list).some((one) => refersTo(one, pair.child))) return;
    await needsSameChildren(t, pair);
    // It is the right parent, so its list of children is wrong.
    if (refersTo(parent, pair.parent)) {
      const list = 'listChildTickets/answers-all-children';
      throw new Untestable(list, `Needed ${list}, but ticket ${pair.child.number} is not among them`);
    }
    const among = `ticket ${pair.child.number} among the children of ticket ${number}`;
    t.violated(among, list.summary, [answer, list], '/parent');
  }),

  check('getParentTicket/absent-501', 'Ask for the parent of a ticket without the plugin', (t, id) =>
    refusedWithoutPlugin(t, id, async () => ({ path: { number: await aTicketNumber(t), format: 'json' } })),
  ),
];
