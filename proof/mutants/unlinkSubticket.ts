/** unlinkSubticket broken on purpose; the forms of its fields and its refusals are in families/. */
import { andAlso, notDone } from '../../server/faults/effect.js';
import { type Fault, jsonReply } from '../../server/faults/fault.js';
import { fixed } from '../../server/faults/field.js';
import type { Row } from './engine/mutant.js';
import { referenceFields, referenceTo } from './faults/related-tickets.js';

const notUnlinked = notDone(async ({ params: { number = '' } }, environment) =>
  jsonReply(200, { success: true, message: 'Unlinked', child: await referenceTo(environment, number) }),
);

const childDeleted = andAlso(({ ask }, { params }) => ask('DELETE', `/api/tickets-delete.php/${params.number}.json`));
const childUrgent = andAlso(({ ask }, { params }) =>
  ask('PATCH', `/api/tickets-update.php/${params.number}.json`, { priority: 4 }),
);

const siblingsToo: Fault = async (sent, forward, { store: { db } }) => {
  const { number = '' } = sent.params;
  const child = await db.selectFrom('ticket').select('ticket_pid').where('number', '=', number).executeTakeFirst();
  const answer = await forward(sent);
  if (child?.ticket_pid)
    await db.updateTable('ticket').set({ ticket_pid: null }).where('ticket_pid', '=', child.ticket_pid).execute();
  return answer;
};

export const unlinkSubticket: Row[] = [
  ['unlinkSubticket/success-is-true', 'success is false', fixed('success', false)],
  ...referenceFields.map(
    (name): Row => ['unlinkSubticket/answers-the-child', `the child lacks ${name}`, fixed(`child.${name}`)],
  ),
  ['unlinkSubticket/unlinked', 'nothing is unlinked', notUnlinked],
  ['unlinkSubticket/child-stays', 'the child is deleted', childDeleted],
  ['unlinkSubticket/child-stays', 'the child gets another priority', childUrgent],
  ['unlinkSubticket/siblings-stay', 'all children of the parent are unlinked', siblingsToo],
];
