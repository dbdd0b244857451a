/** Checks of linkSubticket: POST /tickets-subtickets-create.php/{parentNumber}.{format}. */
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { beside } from '../../kernel/each.js';
import { show } from '../../kernel/show.js';
import { readTicket, sharedTicket, ticketIn } from '../../steps/own-tickets.js';
import {
  isChildOf,
  linkedParent,
  linkRequest,
  needsLink,
  ownParent,
  refusedWithoutPlugin,
} from '../../steps/subtickets.js';
import { answerFieldChecks } from '../generic/answer-fields.js';
import { answersCheck, successIsTrue } from '../generic/answers.js';
import { ticketInAnswer } from '../generic/reference-fields.js';

const action = 'Link two own tickets';
const linked = async (t: Context) => (await linkedParent(t)).linked;

export const checks: Check[] = [
  answersCheck('linkSubticket/answers-200', action),

  ...answerFieldChecks('linkSubticket', action, async (t) => [await linked(t)], [
    'linkSubticket/answers-the-parent',
    'linkSubticket/answers-the-child',
    'linkSubticket/success-is-true',
  ]),

  successIsTrue('linkSubticket/success-is-true', action, linked),

  ticketInAnswer('linkSubticket/answers-the-parent', action, 'parent', async (t) => ({
    answer: await linked(t),
    ticket: (await ownParent(t)).parent,
  })),

  ticketInAnswer('linkSubticket/answers-the-child', action, 'child', async (t) => ({
    answer: await linked(t),
    ticket: (await ownParent(t)).children[0],
  })),

  check('linkSubticket/linked', 'Link two own tickets and read both', async (t) => {
    const { parent, children, linked: answer } = await ownParent(t);
    await t.succeeds(answer);
    const [child] = children;
    const { yes, seen } = await isChildOf(t, child, parent);
    const expected = `ticket ${child.number} to be a child of ticket ${parent.number}`;
    t.that(yes, expected, 'neither of them shows it', [answer, ...seen]);
  }),

  check('linkSubticket/children-may-be-many', 'Link a second child', async (t) => {
    const { parent, children, linkedSecond } = await linkedParent(t);
    await t.succeeds(linkedSecond);
    const [first, second] = children;
    await needsLink(t, parent, first);
    const { yes, seen } = await isChildOf(t, second, parent);
    const shown = show(ticketIn(seen[0] as Answer).children);
    t.that(yes, `ticket ${second.number} among the children`, shown, [linkedSecond, ...seen], '/children');
  }),

  check('linkSubticket/absent-501', 'Link two own tickets without the plugin', async (t, id) => {
    const parent = () => sharedTicket(t, 'to be linked without the plugin');
    await refusedWithoutPlugin(t, id, async (own) =>
      linkRequest(await parent(), await sharedTicket(own, 'to be read')),
    );
    await beside(t, async () => {
      const after = await readTicket(t, (await parent()).number);
      const { children } = ticketIn(after);
      const none = !Array.isArray(children) || children.length === 0;
      t.that(none, 'no children after the refusal', show(children), after, '/children');
    });
  }),
];
