/** The faults of the four operations for parents and children, built. */
import { json } from '../../../server/faults/answer.js';
import { type Environment, errorReply, type Fault, isSuccess, jsonReply } from '../../../server/faults/fault.js';
import { doneWithoutRight, keyRow } from '../../../server/faults/key.js';
import { bodyOf, request } from '../../../server/faults/request.js';
import { numberOf, ticketOf, topmost } from '../families/sequences.js';
import { also, nobody, sets } from '../faults/also.js';
import { referenceTo } from '../faults/related-tickets.js';
import { type Built, rowsOf } from './built.js';
import { faults as faultsOfParent } from './list/get-parent-ticket.js';
import { faults as faultsOfLink } from './list/link-subticket.js';
import { faults as faultsOfChildren } from './list/list-child-tickets.js';
import { faults as faultsOfUnlink } from './list/unlink-subticket.js';
import { inXml, type Ticket } from './pieces.js';

const children = (change: (all: Ticket[]) => Ticket[]) => json((answer) => ({ children: change(answer.children) }));

const statusOfChild: Fault = async (sent, forward, environment) => {
  const child = await referenceTo(environment, sent.params.number ?? '').catch(() => undefined);
  const change = inXml(({ parent }) => ({ parent: parent && child ? { ...parent, status: child.status } : parent }));
  return change(sent, forward, environment);
};

const noParentKept: Fault = async (sent, forward, { memory }) => {
  const kept = memory.get(sent.url) as Awaited<ReturnType<typeof forward>> | undefined;
  if (kept) return kept;
  const answer = await forward(sent);
  if (isSuccess(answer) && String(answer.body) === '{"parent":null}') memory.set(sent.url, answer);
  return answer;
};

/** A ticket that had a parent before has that one for ever. */
const formerParent = json(async (answer, { url }, environment) => {
  const { memory } = environment;
  if (!answer.parent) return answer;
  const number = String(memory.get(url) ?? answer.parent.number);
  memory.set(url, number);
  return number === answer.parent.number ? answer : { parent: await referenceTo(environment, number) };
});

const ofParent: Built<typeof faultsOfParent> = {
  'no-parent-remembered': ['getParentTicket/answers-the-parent', noParentKept],
  'former-parent-shown': ['getParentTicket/answers-the-parent', formerParent],
  'root-instead-of-parent': ['getParentTicket/answers-the-parent', topmost],
  'parent-status-open': [
    'getParentTicket/status-is-string',
    json(({ parent }) => ({ parent: parent && { ...parent, status: 'Open' } })),
  ],
  'xml-parent-null': ['formats/xml-same-content', inXml(() => ({ parent: null })), { of: ['getParentTicket'] }],
  'xml-status-of-child': ['formats/xml-same-content', statusOfChild, { of: ['getParentTicket'] }],
};

const closedMissing = json(async (answer, _, environment) => {
  const all = await Promise.all(
    answer.children.map(async (child: Ticket) => [child, await ticketOf(environment, child.number)]),
  );
  return { children: all.filter(([, ticket]) => !ticket?.closed).map(([child]) => child) };
});

const ofChildren: Built<typeof faultsOfChildren> = {
  'tenth-child-last': ['listChildTickets/answers-all-children', children((all) => all.slice(0, 10))],
  'closed-children-missing': ['listChildTickets/answers-all-children', closedMissing],
  'child-subject-cut': [
    'listChildTickets/subject-is-string',
    children((all) => all.map((one) => ({ ...one, subject: one.subject.replace(/[^\x00-\x7F].*$/su, '') }))),
  ],
  'none-is-404': [
    'listChildTickets/none-is-empty',
    async (sent, forward) => {
      const answer = await forward(sent);
      return isSuccess(answer) && answer.body.toString() === '{"children":[]}' ? errorReply(404) : answer;
    },
  ],
};

interface Pair {
  parent: Awaited<ReturnType<typeof ticketOf>>;
  child: Awaited<ReturnType<typeof ticketOf>>;
}

/** A link that is refused with one of these codes is made all the same, in some cases. */
const refusedLink =
  (fits: (pair: Pair, environment: Environment) => Promise<boolean>, saysSo: boolean): Fault =>
  async (sent, forward, environment) => {
    const answer = await forward(sent);
    if (isSuccess(answer) || [401, 403].includes(answer.status)) return answer;
    const parent = await ticketOf(environment, sent.params.parentNumber ?? '');
    const child = await ticketOf(environment, String(bodyOf(sent)?.childId));
    if (!parent || !child || parent.ticket_id === child.ticket_id || !(await fits({ parent, child }, environment)))
      return answer;
    const { db } = environment.store;
    await db
      .updateTable('ticket')
      .set({ ticket_pid: parent.ticket_id })
      .where('ticket_id', '=', child.ticket_id)
      .execute();
    if (saysSo) return answer;
    return jsonReply(200, {
      success: true,
      message: 'Subticket relationship created successfully',
      parent: await referenceTo(environment, parent.number ?? ''),
      child: await referenceTo(environment, child.number ?? ''),
    });
  };

/** The parent-to-be stands so many generations below the child-to-be. */
const isBelow =
  (generations: number) =>
  async ({ parent, child }: Pair, environment: Environment) => {
    let above = parent?.ticket_pid;
    for (let generation = 1; generation < generations; generation += 1) {
      above = (await ticketOf(environment, await numberOf(environment, above ?? nobody)))?.ticket_pid;
    }
    return above === child?.ticket_id;
  };

const takesDepartment = also(async (db, { own }, sent) => {
  const parent = await db.selectFrom('ticket').select('dept_id').where('ticket_id', '=', own).executeTakeFirst();
  await db
    .updateTable('ticket')
    .set({ dept_id: parent?.dept_id })
    .where('number', '=', String(bodyOf(sent)?.childId))
    .execute();
});

const neverAgain: Fault = async (sent, forward, environment) => {
  const { memory } = environment;
  if (sent.operation === 'unlinkSubticket') {
    const child = await ticketOf(environment, sent.params.number ?? '');
    const answer = await forward(sent);
    if (isSuccess(answer)) memory.set(`${child?.ticket_pid} had ${child?.ticket_id}`, true);
    return answer;
  }
  if (sent.operation !== 'linkSubticket') return forward(sent);
  const parent = await ticketOf(environment, sent.params.parentNumber ?? '');
  const child = await ticketOf(environment, String(bodyOf(sent)?.childId));
  const wasChild = !child?.ticket_pid && memory.has(`${parent?.ticket_id} had ${child?.ticket_id}`);
  return wasChild ? errorReply(422) : forward(sent);
};

const ofLink: Built<typeof faultsOfLink> = {
  'circle-of-three': ['linkSubticket/cycle-refused', refusedLink(isBelow(2), false)],
  'circle-of-four': ['linkSubticket/cycle-refused', refusedLink(isBelow(3), false)],
  'duplicate-is-success': [
    'linkSubticket/again-422',
    refusedLink(async ({ parent, child }) => child?.ticket_pid === parent?.ticket_id, false),
  ],
  'refused-link-moves': [
    'linkSubticket/second-parent-refused',
    refusedLink(
      async ({ parent, child }) => Boolean(child?.ticket_pid) && child?.ticket_pid !== parent?.ticket_id,
      true,
    ),
  ],
  'link-closes-siblings': [
    'linkSubticket/others-untouched',
    also(sets({ ticket_pid: null }, ({ children: others }) => others)),
  ],
  'link-moves-department': ['linkSubticket/tickets-stay', takesDepartment],
  'answer-swaps': [
    'linkSubticket/answers-the-parent',
    json((answer) => ({ ...answer, parent: answer.child, child: answer.parent })),
  ],
  'never-again': ['linkSubticket/answers-200', neverAgain, { at: 'all' }],
};

const answersParent: Fault = async (sent, forward, environment) => {
  const child = await ticketOf(environment, sent.params.number ?? '');
  const parent = await numberOf(environment, child?.ticket_pid ?? nobody);
  const answer = await forward(sent);
  if (!isSuccess(answer) || !parent) return answer;
  return jsonReply(answer.status, {
    ...JSON.parse(answer.body.toString()),
    child: await referenceTo(environment, parent),
  });
};

const needsToUpdate: Fault = async (sent, forward, environment) => {
  const child = await ticketOf(environment, sent.params.number ?? '');
  const answer = await forward(sent);
  const key = await keyRow(sent, environment);
  if (isSuccess(answer) && child && key?.can_update_tickets !== 1) {
    const { ticket_id: id, ticket_pid } = child;
    await environment.store.db.updateTable('ticket').set({ ticket_pid }).where('ticket_id', '=', id).execute();
  }
  return answer;
};

const freesChildren: Fault = async (sent, forward, environment) => {
  const answer = await forward(sent);
  const { db } = environment.store;
  const own = await ticketOf(environment, sent.params.number ?? '');
  const children = db
    .selectFrom('ticket')
    .select('ticket_id')
    .where('ticket_pid', '=', own?.ticket_id ?? nobody);
  if (answer.status !== 404 || !own || !(await children.executeTakeFirst())) return answer;
  await db.updateTable('ticket').set({ ticket_pid: null }).where('ticket_pid', '=', own.ticket_id).execute();
  return jsonReply(200, {
    success: true,
    message: 'Subticket relationship removed successfully',
    child: await referenceTo(environment, own.number ?? ''),
  });
};

const byGet = request((sent) =>
  sent.method === 'GET' && sent.url.includes('-unlink.php/') ? { ...sent, method: 'DELETE' } : sent,
);

const ofUnlink: Built<typeof faultsOfUnlink> = {
  'unlink-needs-update': ['unlinkSubticket/permission', needsToUpdate],
  'get-unlinks': ['errors/wrong-method-405', byGet, { at: 'all', of: ['unlinkSubticket'] }],
  'unlinks-its-children': ['unlinkSubticket/no-parent-404', freesChildren],
  'unlinks-siblings': ['unlinkSubticket/siblings-stay', also(sets({ ticket_pid: null }, ({ siblings }) => siblings))],
  'unlinks-grandchildren': [
    'unlinkSubticket/child-stays',
    also(sets({ ticket_pid: null }, ({ children: own }) => own)),
  ],
  'unlink-answers-parent': ['unlinkSubticket/answers-the-child', answersParent],
  'forbidden-unlinks': ['permissions/refused-without-effect', doneWithoutRight(403), { of: ['unlinkSubticket'] }],
  'unlink-reopens': ['unlinkSubticket/child-stays', also(sets({ status_id: 1, closed: null }))],
};

export const subtickets = {
  getParentTicket: rowsOf('getParentTicket', faultsOfParent, ofParent),
  listChildTickets: rowsOf('listChildTickets', faultsOfChildren, ofChildren),
  linkSubticket: rowsOf('linkSubticket', faultsOfLink, ofLink),
  unlinkSubticket: rowsOf('unlinkSubticket', faultsOfUnlink, ofUnlink),
};
