/** Error answers broken, at every operation; which requests must be refused is in refusals.ts. */

import { encodeXml } from '../../../contract/xml.js';
import {
  errorContentType,
  errorJson,
  exampleReply,
  htmlPage,
  refusal,
  refusalStatus,
  status,
} from '../../../server/faults/answer.js';
import { refusedButDone } from '../../../server/faults/effect.js';
import { errorReply, type Fault, type FaultAnswer, reply, when } from '../../../server/faults/fault.js';
import { body, hasBody, ignores, storedAs } from '../../../server/faults/request.js';
import type { Row } from '../engine/mutant.js';

const shows = (what: string) => errorJson((body) => ({ ...body, message: `${body.message} ${what}` }));
const field = (name: string, value: (body: { message: string }) => unknown) =>
  errorJson((body) => ({ ...body, [name]: value(body) }));

const asXml = ({ status: code, body: told }: FaultAnswer) =>
  reply(code, 'application/xml', encodeXml(JSON.parse(told.toString())));

/** A method that a path does not have leads to no operation. */
const wrongMethod =
  (change: (answer: FaultAnswer) => FaultAnswer): Fault =>
  async (request, forward) => {
    const answer = await forward(request);
    return request.operation || answer.status !== 405 ? answer : change(answer);
  };

const unknownPath: Fault = async (request, forward) => {
  const answer = await forward(request);
  return request.operation || answer.status !== 404 ? answer : htmlPage;
};

const isNumber = (value: unknown) => typeof value === 'number';

const isText = (value: unknown) => typeof value === 'string';
const isDigits = (value: unknown) => isText(value) && /^\d+$/.test(String(value));
const [updates, writes] = [
  ['updateTicket', 'updateTicketByPut'] as const,
  ['createTicket', 'updateTicket', 'updateTicketByPut'] as const,
];

/** Values of another type that are dropped without a word. */
const dropped: Row[] = [
  [
    'errors/taken-as-meant',
    'a number as a message is dropped',
    storedAs('message', (value) => (isNumber(value) ? 'None' : value)),
    { of: ['createTicket'] },
  ],
  [
    'errors/taken-as-meant',
    'a number as a name is dropped',
    storedAs('name', (value) => (isNumber(value) ? 'API' : value)),
    { of: ['createTicket'] },
  ],
  [
    'errors/taken-as-meant',
    'a number as a phone number breaks the creation',
    when(
      hasBody(({ phone }) => isNumber(phone)),
      async () => errorReply(500),
    ),
    { of: ['createTicket'] },
  ],
  [
    'errors/taken-as-meant',
    '0 for a boolean breaks the creation',
    when(
      hasBody(({ alert }) => alert === 0),
      async () => errorReply(500),
    ),
    { of: ['createTicket'] },
  ],
  ['errors/taken-as-meant', 'digits for a priority are dropped', ignores('priority', isDigits), { of: writes }],
  ['errors/taken-as-meant', 'digits for a help topic are dropped', ignores('topicId', isText), { of: writes }],
  [
    'errors/taken-as-meant',
    'null is taken for another source',
    storedAs('source', (value) => (value === null ? 'Other' : value)),
    { of: ['createTicket'] },
  ],
  [
    'errors/taken-as-meant',
    'an empty value is taken for another priority',
    storedAs('priority', (value) => (value === '' || value === null ? 'Emergency' : value)),
    { of: writes },
  ],
  [
    'errors/taken-as-meant',
    'a file without Base64 is dropped',
    body(({ attachments, ...sent }) =>
      JSON.stringify(attachments)?.includes('data:text/plain,')
        ? sent
        : { ...sent, ...(attachments ? { attachments } : {}) },
    ),
    { of: ['createTicket'] },
  ],
  ['errors/taken-as-meant', 'a number as a note is dropped', ignores('note', isNumber), { of: updates }],
  [
    'errors/taken-as-meant',
    'a title as a number breaks the update',
    when(
      hasBody(({ noteTitle }) => isNumber(noteTitle)),
      async () => errorReply(500),
    ),
    { of: updates },
  ],
  [
    'errors/taken-as-meant',
    'null is taken for another status',
    storedAs('statusId', (value) => (value === null ? 'Closed' : value)),
    { of: updates },
  ],
  [
    'errors/taken-as-meant',
    'a parent as a number is dropped',
    ignores('parentTicketNumber', isNumber),
    { of: updates },
  ],
  [
    'errors/taken-as-meant',
    'a child as a number is answered, and not linked',
    when(
      hasBody(({ childId }) => isNumber(childId)),
      async (sent) => exampleReply(sent),
    ),
    { of: ['linkSubticket'] },
  ],
];

const everyPath = { at: 'all' } as const;

export const errors: Row[] = [
  [
    'errors/standard-object',
    'errors are plain text',
    refusal(({ status: code }) => reply(code, 'application/json', 'No')),
  ],
  [
    'errors/standard-object',
    'what is not found is told in XML where XML was asked for',
    when(({ params }) => params.format === 'xml', refusal(asXml, [400, 404])),
    { of: ['getTicket', 'getParentTicket', 'listChildTickets', 'deleteTicket', 'downloadAttachment'] },
  ],
  ['errors/standard-object', 'errors have no message', errorJson(() => ({ error: true }))],
  [
    'errors/standard-object',
    'errors are web pages for browsers',
    refusal((answer, { headers }) =>
      headers.accept?.startsWith('text/html') ? { ...htmlPage, status: answer.status } : answer,
    ),
    { of: ['deleteTicket', 'getParentTicket', 'listChildTickets', 'unlinkSubticket', 'updateTicket'] },
  ],
  ['errors/standard-object', 'errors are web pages', refusal(({ status: code }) => ({ ...htmlPage, status: code }))],
  ['errors/error-is-true', 'error is false', field('error', () => false)],
  ['errors/error-is-true', 'error is a text', field('error', () => 'true')],
  ['errors/error-is-true', 'error is the number 1', field('error', () => 1)],
  ['errors/message-is-text', 'message is empty', field('message', () => '')],
  ['errors/message-is-text', 'message is a list', field('message', ({ message }) => [message])],
  ['errors/json-content-type', 'errors are sent as text/html', errorContentType('text/html; charset=UTF-8')],
  ['errors/status-is-documented', 'errors have the code 418', refusalStatus(418)],
  ['errors/status-is-documented', 'successes have the code 202', status(202)],
  ['errors/success-is-no-error', 'errors have the code 200', refusalStatus(200)],
  ['errors/success-is-no-error', 'errors are web pages with the code 200', refusal(() => htmlPage)],
  ...dropped,
  ['errors/refusal-changes-nothing', 'is refused but carried out', refusedButDone()],
  ['errors/shows-no-internals', 'errors show SQL', shows('SQLSTATE[42000]: Syntax error')],
  ['errors/shows-no-internals', 'errors show a statement about a table', shows('SHOW COLUMNS FROM `ticket`')],
  ['errors/shows-no-internals', 'errors show a path', shows('in /var/www/html/include/class.api.php')],
  ['errors/shows-no-internals', 'errors show a stack trace', shows('#0 {main} Uncaught TypeError')],
  ['errors/no-500-for-input', 'wrong input is answered with 500', refusalStatus(500)],
  ['errors/wrong-method-405', 'a wrong method is answered with 200', wrongMethod(() => htmlPage), everyPath],
  [
    'errors/wrong-method-405',
    'a wrong method is answered with 500',
    wrongMethod((answer) => ({ ...answer, status: 500 })),
    everyPath,
  ],
  [
    'errors/wrong-method-405',
    'does not say which methods are allowed',
    wrongMethod(({ headers: { allow: _, ...headers }, ...answer }) => ({ ...answer, headers })),
    everyPath,
  ],
  ['errors/unknown-path-404', 'an unknown path is a web page with 200', unknownPath, everyPath],
];
