/** Checks of linkSubticket: POST /tickets-subtickets-create.php/{parentNumber}.{format}. */

import type { Answer } from '../client/answer.js';
import { type Check, check } from '../kernel/check.js';
import type { Context } from '../kernel/context.js';
import { show } from '../kernel/show.js';
import { family, linkedFamily } from '../steps/family.js';
import { isChildOf } from '../steps/kinship.js';
import { linkedIndeed, linkRequest } from '../steps/links.js';
import { loose, sharedTicket } from '../steps/own-ticket.js';
import { expectAbsent } from '../steps/plugin.js';
import { answerFieldChecks } from './families/answer-fields.js';
import { ticketInAnswer } from './families/reference-fields.js';
import { refusalChecks } from './linkSubticket/refusals.js';

const id = 'linkSubticket';
const action = 'Link two own tickets';
const linked = async (t: Context) => (await linkedFamily(t)).linked;

export const checks: Check[] = [
  check('linkSubticket/answers-200', action, async (t) => {
    const answer = await t.simplest(id);
    await t.succeeds(answer);
    t.status(answer, 200, 201);
  }),

  ...answerFieldChecks(id, action, async (t) => [await linked(t)], [
    'linkSubticket/answers-the-parent',
    'linkSubticket/answers-the-child',
  ]),

  ticketInAnswer('linkSubticket/answers-the-parent', action, 'parent', async (t) => ({
    answer: await linked(t),
    ticket: (await family(t)).parent,
  })),

  ticketInAnswer('linkSubticket/answers-the-child', action, 'child', async (t) => ({
    answer: await linked(t),
    ticket: (await family(t)).children[0],
  })),

  check('linkSubticket/linked', 'Link two own tickets and read both', async (t) => {
    const { parent, children, linked: answer } = await family(t);
    await t.succeeds(answer);
    const [child] = children;
    const { yes, seen } = await isChildOf(t, child, parent);
    t.that(yes, `ticket ${child.number} to be a child of ticket ${parent.number}`, 'neither of them shows it', [
      answer,
      ...seen,
    ]);
  }),

  check('linkSubticket/children-may-be-many', 'Link a second child', async (t) => {
    const { parent, children, linkedSecond } = await linkedFamily(t);
    await t.succeeds(linkedSecond);
    const [first, second] = children;
    await linkedIndeed(t, parent, first);
    const { yes, seen } = await isChildOf(t, second, parent);
    const shown = show(loose(seen[0] as Answer).children);
    t.that(yes, `ticket ${second.number} among the children`, shown, [linkedSecond, ...seen], '/children');
  }),

  ...refusalChecks,

  check('linkSubticket/absent-501', 'Link two own tickets without the plugin', (t) =>
    expectAbsent(t, id, async (own) =>
      linkRequest(await sharedTicket(own, 'to be linked without the plugin'), await sharedTicket(own, 'to be read')),
    ),
  ),
];
