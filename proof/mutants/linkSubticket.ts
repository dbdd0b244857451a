/** linkSubticket broken on purpose; the forms of its fields and its refusals are in families/. */
import { json } from '../../server/faults/answer.js';
import { notDone, refusedButDone } from '../../server/faults/effect.js';
import { errorReply, type Fault, isSuccess, jsonReply } from '../../server/faults/fault.js';
import { fixed } from '../../server/faults/field.js';
import { bodyOf } from '../../server/faults/request.js';
import type { Row } from './engine/mutant.js';
import { linkedAllTheSame, referenceFields, referenceTo } from './faults/related-tickets.js';

const swapped = json((value) => ({ ...value, parent: value.child, child: value.parent }));

const notLinked = notDone(async (sent, environment) =>
  jsonReply(200, {
    success: true,
    message: 'Linked',
    parent: await referenceTo(environment, sent.params.parentNumber ?? ''),
    child: await referenceTo(environment, String(bodyOf(sent)?.childId)),
  }),
);

const oneChildOnly: Fault = async (sent, forward, { memory }) => {
  const { parentNumber = '' } = sent.params;
  if (memory.has(parentNumber)) return errorReply(422);
  const answer = await forward(sent);
  if (isSuccess(answer)) memory.set(parentNumber, true);
  return answer;
};

export const linkSubticket: Row[] = [
  ['linkSubticket/success-is-true', 'success is false', fixed('success', false)],
  ['linkSubticket/answers-the-parent', 'parent and child are swapped', swapped],
  ['linkSubticket/answers-the-child', 'parent and child are swapped', swapped],
  ...referenceFields.flatMap((name): Row[] => [
    ['linkSubticket/answers-the-parent', `the parent lacks ${name}`, fixed(`parent.${name}`)],
    ['linkSubticket/answers-the-child', `the child lacks ${name}`, fixed(`child.${name}`)],
  ]),
  ['linkSubticket/linked', 'nothing is linked', notLinked],
  ['errors/missing-body-400', 'is refused but carried out', refusedButDone(), { of: ['linkSubticket'] }],
  ['linkSubticket/itself-refused', 'is refused but made', linkedAllTheSame],
  ['linkSubticket/cycle-refused', 'is refused but made', linkedAllTheSame],
  ['linkSubticket/second-parent-refused', 'is refused but takes the place of the first', linkedAllTheSame],
  ['linkSubticket/children-may-be-many', 'a second child is refused', oneChildOnly],
];
