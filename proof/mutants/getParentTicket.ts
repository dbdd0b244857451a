/** getParentTicket broken on purpose; the forms of its fields and its refusals are in families/. */
import { json, status } from '../../server/faults/answer.js';
import { errorReply, type Fault } from '../../server/faults/fault.js';
import { field, fixed } from '../../server/faults/field.js';
import type { Row } from './engine/mutant.js';
import { referenceTo, type TicketReference } from './faults/related-tickets.js';

const parent = (change: (parent: TicketReference) => object) =>
  field('parent', (value) => value && change(value as TicketReference));

const childItself = json(async ({ parent: value }, { params: { number = '' } }, environment) => ({
  parent: value && { ...value, ...(await referenceTo(environment, number)) },
}));

const noneIs404: Fault = async (sent, forward) => {
  const answer = await forward(sent);
  return answer.body.toString() === '{"parent":null}' ? errorReply(404) : answer;
};

export const getParentTicket: Row[] = [
  ['getParentTicket/answers-the-parent', 'a child is answered with no parent', fixed('parent', null)],
  ['getParentTicket/answers-the-parent', 'a child is answered with itself', childItself],
  ['getParentTicket/answers-the-parent', 'a parent has the code 202', status(202)],
  ['getParentTicket/subject-is-string', 'the subject is another one', fixed('parent.subject', 'Another')],
  ['getParentTicket/none-is-null', 'no parent is an empty object', field('parent', (value) => value ?? {})],
  ['getParentTicket/none-is-null', 'no parent is answered with 404', noneIs404],
  ['getParentTicket/none-is-null', 'no parent is nothing', json((value) => (value.parent ? value : {}))],
  [
    'getParentTicket/agrees-with-children',
    'another parent is answered',
    parent((one) => ({ ...one, number: '1', ticket_id: 1 })),
  ],
];
