/** updateTicketByPut broken on purpose; its refusals are in families/. */
import { status, text } from '../../server/faults/answer.js';
import { andAlso, notDone } from '../../server/faults/effect.js';
import { errorReply } from '../../server/faults/fault.js';
import { body } from '../../server/faults/request.js';
import type { Row } from './engine/mutant.js';
import { numberReply } from './faults/number-reply.js';

const alsoSets = (fields: object) => andAlso(({ ask }, sent) => ask('PATCH', sent.url, fields));

const files = (keep: number) =>
  body((sent) => (Array.isArray(sent.attachments) ? { ...sent, attachments: sent.attachments.slice(0, keep) } : sent));

export const updateTicketByPut: Row[] = [
  ['updateTicketByPut/same-as-patch', 'PUT drops all files', files(0)],
  ['updateTicketByPut/same-as-patch', 'PUT drops the second file', files(1)],
  [
    'updateTicketByPut/same-as-patch',
    'PUT ignores the name of a status',
    body((sent) => (/^\D/.test(String(sent.statusId)) ? { ...sent, statusId: undefined } : sent)),
  ],
  ['updateTicketByPut/same-as-patch', 'PUT is refused with 405', async () => errorReply(405)],
  ['updateTicketByPut/same-as-patch', 'PUT is answered with 201', status(201)],
  ['updateTicketByPut/same-as-patch', 'PUT answers an object', text((number) => `{"number":"${number}"}`)],
  ['updateTicketByPut/same-as-patch', 'PUT changes nothing', notDone(numberReply)],
  ['updateTicketByPut/only-sent-fields-change', 'PUT takes the due date away', alsoSets({ dueDate: null })],
  ['updateTicketByPut/only-sent-fields-change', 'PUT sets the priority to its default', alsoSets({ priority: 2 })],
];
