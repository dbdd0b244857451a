/** updateTicketByPut broken on purpose. */

import { type Mutant, mutant } from './engine/mutant.js';
import { asDone, unknownTicket } from './families/number-answers.js';
import { status, text } from './faults/answer.js';
import { andAlso, notDone } from './faults/effect.js';
import { body, on, refused } from './faults/request.js';

const put = 'updateTicketByPut';

export const updateTicketByPutMutants: Mutant[] = [
  mutant(
    'updateTicketByPut/same-as-patch',
    'PUT is refused with 405',
    on(put, async () => refused(405)),
  ),
  mutant('updateTicketByPut/same-as-patch', 'PUT is answered with 201', status(put, 201)),
  mutant(
    'updateTicketByPut/same-as-patch',
    'PUT answers an object',
    text(put, (number) => `{"number":"${number}"}`),
  ),
  mutant('updateTicketByPut/same-as-patch', 'PUT changes nothing', notDone(put, asDone)),
  mutant(
    'updateTicketByPut/only-sent-fields-change',
    'PUT takes the due date away',
    andAlso(put, ({ ask }, sent) => ask('PATCH', sent.url, { dueDate: null })),
  ),
  mutant(
    'updateTicketByPut/only-sent-fields-change',
    'PUT sets the priority to its default',
    andAlso(put, ({ ask }, sent) => ask('PATCH', sent.url, { priority: 2 })),
  ),
  ...unknownTicket(put, 'updated'),
  mutant(
    'updateTicketByPut/unknown-field-refused',
    'an unknown field is passed over',
    body(put, ({ note }) => ({ note: note ?? 'Mended.' })),
  ),
];
