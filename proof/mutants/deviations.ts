/**
 * Ways in which a whole installation differs from the reference: one cause that shows everywhere. Each must be reported
 * as that cause, and nothing that is in order may be called broken for it.
 */
import type { RequirementId } from '../../generated/requirements.js';
import { htmlPage, json, jsonText, refusal, refusalStatus, text, textOf } from '../../server/faults/answer.js';
import { andAlso } from '../../server/faults/effect.js';
import { at, type Fault } from '../../server/faults/fault.js';
import { faultOf } from '../../server/faults/fault-entry.js';
import { bodyOf } from '../../server/faults/request.js';

export interface Deviation {
  /** What such an installation does. */
  description: string;
  fault: Fault;
  /** All requirements that it breaks. */
  breaks: readonly RequirementId[];
  /** How many percent of all checks may be left without a verdict. Default: as many as depend on what is broken. */
  mostUnverified?: number;
  /** Requirements that are not tried, since that could change the ticket of somebody else. Default: none. */
  unsafe?: readonly RequirementId[];
}

export const deviations: Deviation[] = [
  {
    description: 'texts of digits are numbers, as with JSON_NUMERIC_CHECK',
    fault: faultOf({ fault: 'digits-are-numbers' }),
    breaks: [
      'getTicket/number-is-string',
      'getTicket/thread-body-is-string',
      'getTicket/thread-poster-is-string',
      'getTicket/user-name-is-string',
      'searchTickets/number-is-string',
      'getParentTicket/number-is-string',
      'listChildTickets/number-is-string',
      'linkSubticket/answers-the-parent',
      'linkSubticket/answers-the-child',
      'unlinkSubticket/answers-the-child',
    ],
  },
  {
    description: 'booleans are 0 and 1',
    fault: faultOf({ fault: 'booleans-are-numbers' }),
    breaks: [
      'errors/error-is-true',
      'getTicket/isOverdue-is-boolean',
      'getTicket/isAnswered-is-boolean',
      'getTicket/attachment-inline-is-boolean',
      'searchTickets/isOverdue-is-boolean',
      'searchTickets/isAnswered-is-boolean',
      'linkSubticket/success-is-true',
      'unlinkSubticket/success-is-true',
    ],
  },
  {
    description: 'a notice of PHP stands before all JSON',
    fault: faultOf({ fault: 'text-before-json', parameters: { text: '\nNotice: Undefined index in api.php\n' } }),
    breaks: ['errors/standard-object', 'formats/json-on-json-extension'],
    // Reading by the ID must show the own ticket beyond doubt, and such an answer does not.
    unsafe: ['updateTicket/by-id'],
  },
  {
    description: 'all errors are web pages with 200',
    fault: refusal(() => htmlPage),
    // An unknown path has no operation whose errors it could be judged by.
    breaks: ['errors/success-is-no-error', 'errors/unknown-path-404'],
  },
  {
    description: 'what is not there is answered as a breakdown of the server',
    fault: refusalStatus(500, 404),
    // A deleted ticket is gone, whatever the code that says so.
    breaks: [
      'createTicket/parent-verified',
      'deleteTicket/by-id-refused',
      'deleteTicket/unknown-404',
      'downloadAttachment/unknown-404',
      'errors/no-500-for-input',
      'errors/unknown-path-404',
      'getParentTicket/unknown-404',
      'getTicket/unknown-404',
      'getTicket/whole-number',
      'linkSubticket/unknown-child-404',
      'linkSubticket/unknown-parent-404',
      'listChildTickets/unknown-404',
      'unlinkSubticket/no-parent-404',
      'unlinkSubticket/unknown-404',
      'updateTicket/parent-unknown-refused',
      'updateTicket/unknown-404',
      'updateTicketByPut/unknown-404',
    ],
  },
  {
    description: 'creations answer the ID of the ticket',
    fault: at(
      'createTicket',
      text(async (number, _, { ask }) =>
        String(JSON.parse((await ask('GET', `/api/tickets-get.php/${number}.json`)).body.toString()).id),
      ),
    ),
    breaks: ['createTicket/answers-the-number'],
    // What is answered is no number of an own ticket, so no ID is sent in its place.
    unsafe: ['createTicket/parent-by-id', 'updateTicket/by-id', 'deleteTicket/by-id-refused'],
  },
  {
    description: 'creations answer one number that no ticket has',
    fault: at(
      'createTicket',
      text(() => '999999999'),
    ),
    breaks: ['createTicket/answers-the-number'],
  },
  {
    description: 'numbers come as JSON texts',
    fault: textOf('text/plain', JSON.stringify),
    breaks: ['createTicket/answers-the-number', 'updateTicket/answers-the-number', 'deleteTicket/answers-the-number'],
  },
  {
    description: 'tickets come without their thread',
    fault: faultOf({ fault: 'field-missing', parameters: { field: 'thread' }, operations: ['getTicket'] }),
    breaks: ['getTicket/thread-is-array'],
  },
  {
    description: 'a notice of PHP stands before tickets with files, and before no other',
    fault: at(
      'getTicket',
      jsonText((text) => (text.includes('"attachments":') ? `Notice: Undefined index\n${text}` : text)),
    ),
    breaks: ['formats/json-on-json-extension'],
  },
  {
    description: 'the errors of listTicketStatuses are messages with 200',
    fault: faultOf({
      fault: 'refusal-body',
      parameters: { status: 200, type: 'application/json', body: '{"message":"No"}' },
      operations: ['listTicketStatuses'],
    }),
    // It is no list of statuses, so nobody got in.
    breaks: ['listTicketStatuses/answers-an-array'],
  },
  {
    description: 'a child that is linked to another ticket leaves its parent',
    fault: at('linkSubticket', async (sent, forward, { ask }) => {
      const answer = await forward(sent);
      const child = bodyOf(sent)?.childId;
      if (answer.status !== 422 || typeof child !== 'string') return answer;
      const family = await ask('GET', `/api/tickets-subtickets-parent.php/${child}.json`);
      const { parent } = JSON.parse(family.body.toString());
      // The same parent again, a circle and itself are refused as they must be.
      if (!parent || parent.number === sent.params.parentNumber || child === sent.params.parentNumber) return answer;
      await ask('DELETE', `/api/tickets-subtickets-unlink.php/${child}.json`);
      const moved = await forward(sent);
      if (moved.status >= 400) {
        await ask('POST', `/api/tickets-subtickets-create.php/${parent.number}.json`, { childId: child });
      }
      return moved;
    }),
    breaks: ['linkSubticket/second-parent-refused'],
  },
  {
    description: 'search answers its list inside an object',
    fault: at(
      'searchTickets',
      json((tickets) => ({ tickets, total: tickets.length })),
    ),
    breaks: ['searchTickets/answers-an-array'],
    mostUnverified: 8,
  },
  {
    description: 'the text of each thread entry is inside an object',
    fault: faultOf({
      fault: 'field-wrapped',
      parameters: { field: 'thread[].body', as: 'body', others: { type: 'text' } },
      operations: ['getTicket'],
    }),
    breaks: ['getTicket/thread-body-is-string'],
    mostUnverified: 8,
  },
  {
    description: 'the statuses are no list',
    fault: at(
      'listTicketStatuses',
      json((statuses) => Object.fromEntries(statuses.map(({ id, name }: { id: number; name: string }) => [name, id]))),
    ),
    breaks: ['listTicketStatuses/answers-an-array'],
    mostUnverified: 8,
  },
  {
    description: 'a creation drops its files',
    fault: at(
      'createTicket',
      andAlso(async ({ store: { db } }, _, { body: number }) => {
        const tickets = db.selectFrom('ticket').select('ticket_id').where('number', '=', number.toString());
        const threads = db.selectFrom('thread').select('id').where('object_id', 'in', tickets);
        const entries = db.selectFrom('thread_entry').select('id').where('thread_id', 'in', threads);
        await db.deleteFrom('attachment').where('type', '=', 'H').where('object_id', 'in', entries).execute();
      }),
    ),
    breaks: ['createTicket/attachment-stored'],
    mostUnverified: 8,
  },
  {
    description: 'search finds nothing',
    fault: at(
      'searchTickets',
      json(() => []),
    ),
    breaks: ['searchTickets/query-finds'],
  },
];
