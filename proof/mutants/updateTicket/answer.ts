/** The answer is wrong, or what is changed beside what was sent. */

import { isSuccess } from '../engine/fault.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { unknownTicket } from '../families/number-answers.js';
import { contentType, htmlPage, refusal, status, text } from '../faults/answer.js';
import { body, on, passedOver, refusesBody } from '../faults/request.js';
import { alsoSets, fields, oneByOne, update } from './broken-update.js';

export const answerMutants: Mutant[] = [
  mutant('updateTicket/answers-200', 'an update is answered with 201', status(update, 201)),
  mutant(
    'updateTicket/answers-200',
    'an update is a web page with 200',
    on(update, async () => htmlPage),
  ),
  mutant(
    'updateTicket/answers-the-number',
    'the number is in an object',
    text(update, (number) => `{"number":"${number}"}`),
  ),
  mutant(
    'updateTicket/answers-the-number',
    'the number is in a sentence',
    text(update, (number) => `Ticket ${number} updated`),
  ),
  mutant(
    'updateTicket/answers-the-number',
    'another number is answered',
    text(update, (number) => `${number}1`),
  ),
  mutant('updateTicket/answers-plain-text', 'the number is sent as JSON', contentType(update, 'application/json')),
  mutant(
    'updateTicket/answers-plain-text',
    'the number is sent as XML for .xml',
    on(update, async (sent, forward) => {
      const answer = await forward(sent);
      return isSuccess(answer) && sent.params.format === 'xml'
        ? { ...answer, headers: { 'content-type': 'application/xml' } }
        : answer;
    }),
  ),
  ...unknownTicket(update, 'updated'),
  ...(
    [
      'statusId',
      'departmentId',
      'slaId',
      'staffId',
      'priority',
      'topicId',
      'dueDate',
      'parentTicketNumber',
      'note',
    ] as const
  ).map((name) =>
    mutant(
      'updateTicket/all-fields-optional',
      `${name} alone is refused`,
      refusesBody(update, (sent) => Object.keys(sent).length === 1 && name in sent),
    ),
  ),
  mutant(
    'updateTicket/only-sent-fields-change',
    'an update sets the priority back to its default',
    alsoSets('priority', 2),
  ),
  mutant('updateTicket/only-sent-fields-change', 'an update takes the due date away', alsoSets('dueDate', null)),
  mutant('updateTicket/only-sent-fields-change', 'an update adds a note', alsoSets('note', 'Updated.')),
  mutant(
    'updateTicket/unknown-field-refused',
    'an unknown field is passed over',
    body(update, (sent) => Object.fromEntries(Object.entries(sent).filter(([name]) => fields.has(name)))),
  ),
  mutant(
    'updateTicket/unknown-field-refused',
    'the message does not name the field',
    refusal(update, (answer) => ({ ...answer, body: Buffer.from('{"error":true,"message":"Bad Request"}') })),
  ),
  mutant('updateTicket/all-or-nothing', 'the good fields of a refused update are stored', oneByOne),
  mutant('updateTicket/topic-by-id', 'the topic is passed over', passedOver(update, 'topicId')),
];
