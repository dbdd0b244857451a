/** Checks that the children that are listed are the ticket's: their fields, in XML, and compared with other answers. */
import { type Check, check } from '../../kernel/check.js';
import { Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { decodedXml } from '../../steps/formats.js';
import { idOf, ticketIn } from '../../steps/own-tickets.js';
import {
  askedChildren,
  childIn,
  isKnownChild,
  listed,
  needsSameChildren,
  parentAndChild,
  parentIn,
  refersTo,
} from '../../steps/parent-and-child.js';
import { getParent, linkedParent, listChildren } from '../../steps/subtickets.js';
import { referenceFieldChecks } from '../generic/reference-fields.js';

/** IDs as they can be compared: in order, and as numbers whatever their type. */
const inOrder = (ids: readonly unknown[]) => ids.map(Number).sort((a, b) => a - b);

export const checks: Check[] = [
  ...referenceFieldChecks({
    id: 'listChildTickets',
    action: 'List the children of a parent',
    referred: 'listChildTickets/answers-all-children',
    answer: askedChildren,
    find: (answer, pair) => {
      const found = childIn(listed(answer), pair);
      return found && { ...found, ticket: pair.child.reading };
    },
  }),

  check('listChildTickets/xml', 'List the children of a parent as XML', async (t) => {
    const pair = await parentAndChild(t);
    const all = 'listChildTickets/answers-all-children';
    const json = t.needs(await askedChildren(t), all);
    if (!childIn(listed(json), pair)) throw new Untestable(all, `Needed ${all}, but the answer was ${json.summary}`);
    const answer = await listChildren(t, pair.parent.number, 'xml');
    const { children } = await decodedXml(t, answer);
    if (Array.isArray(children) && childIn(children, pair)) return;
    await needsSameChildren(t, pair);
    t.violated(`ticket ${pair.child.number} among the children in XML`, show(children), answer, '/children');
  }),

  check('listChildTickets/agrees-with-parent', 'Ask each child that is listed for its parent', async (t) => {
    const pair = await parentAndChild(t);
    const answer = t.needs(await askedChildren(t), 'listChildTickets/answers-all-children');
    for (const [index, child] of listed(answer).slice(0, 3).entries()) {
      const number = String(t.field(answer, 'listChildTickets/number-is-string')[index]);
      const asked = await getParent(t, number);
      if (refersTo(parentIn(asked), pair.parent)) continue;
      await needsSameChildren(t, pair);
      // It is a child indeed, so the answer to the request for its parent is wrong.
      if (isKnownChild(pair, child)) {
        const parent = 'getParentTicket/answers-the-parent';
        throw new Untestable(parent, `Needed ${parent} for ticket ${number}, but the answer was ${asked.summary}`);
      }
      const expected = `ticket ${pair.parent.number} to be the parent of ticket ${number}`;
      t.violated(expected, asked.summary, [answer, asked], `/children/${index}`);
    }
  }),

  check('listChildTickets/agrees-with-ticket', 'Compare the children with those in the ticket', async (t) => {
    const pair = await parentAndChild(t);
    const { reading } = pair.parent;
    const answer = t.needs(await askedChildren(t), 'listChildTickets/answers-all-children');
    const ids = t.field(answer, 'listChildTickets/ticket_id-is-integer');
    listed(answer);
    t.field(reading, 'getTicket/children-is-array');
    const { children } = ticketIn(reading);
    const same = (others: readonly unknown[]) => show(inOrder(ids)) === show(inOrder(others));
    if (same(children as unknown[])) return;
    await needsSameChildren(t, pair);
    if (pair.own) {
      const made = (await linkedParent(t)).children;
      const known = [await idOf(t, made[0]), await idOf(t, made[1])];
      const wrong = 'getTicket/children-are-ids';
      if (same(known)) throw new Untestable(wrong, `Needed ${wrong}, but the ticket lists ${show(children)}`);
    }
    t.violated(`the IDs ${show(children)}`, show(ids), [answer, reading], '/children');
  }),
];
