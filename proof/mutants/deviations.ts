/**
 * Ways in which a whole installation differs from the reference: one cause that shows everywhere. Each must be reported
 * as that cause, and nothing that is in order may be called broken for it.
 */
import type { RequirementId } from '../../generated/requirements.js';
import { type Fault, type FaultAnswer, isSuccess } from './engine/fault.js';
import { htmlPage, json } from './faults/answer.js';
import { bodyOf } from './faults/request.js';

export interface Deviation {
  /** What such an installation does. */
  description: string;
  fault: Fault;
  /** All requirements that it breaks. */
  breaks: readonly RequirementId[];
}

const isOf = ({ headers }: FaultAnswer, type: string) => headers['content-type']?.startsWith(type) === true;

/** Changes the text of each answer of this type. */
const every =
  (type: string, change: (text: string) => string): Fault =>
  async (sent, forward) => {
    const answer = await forward(sent);
    return isOf(answer, type) ? { ...answer, body: Buffer.from(change(answer.body.toString())) } : answer;
  };

/** Changes each value in JSON that is no object or array. */
const values = (change: (value: unknown) => unknown): Fault =>
  every('application/json', (text) => JSON.stringify(JSON.parse(text), (_, value) => change(value)));

/** Changes each answer that is an error. */
const errors =
  (change: (answer: FaultAnswer) => FaultAnswer): Fault =>
  async (sent, forward) => {
    const answer = await forward(sent);
    return isSuccess(answer) ? answer : change(answer);
  };

const hasDigitsAlone = (value: unknown) => typeof value === 'string' && /^\d+$/.test(value);

export const deviations: Deviation[] = [
  {
    description: 'texts of digits are numbers, as with JSON_NUMERIC_CHECK',
    fault: values((value) => (hasDigitsAlone(value) ? Number(value) : value)),
    breaks: [
      'getTicket/number-is-string',
      'searchTickets/number-is-string',
      'getParentTicket/number-is-string',
      'listChildTickets/number-is-string',
    ],
  },
  {
    description: 'booleans are 0 and 1',
    fault: values((value) => (typeof value === 'boolean' ? Number(value) : value)),
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
    fault: every('application/json', (text) => `\nNotice: Undefined index: foo in api.php\n${text}`),
    breaks: ['errors/standard-object', 'formats/json-on-json-extension'],
  },
  {
    description: 'all errors are web pages with 200',
    fault: errors(() => htmlPage),
    // 200 is no code of createTicket at all, and an unknown path has no operation whose errors it could be judged by.
    breaks: ['errors/success-is-no-error', 'errors/status-is-documented', 'errors/unknown-path-404'],
  },
  {
    description: 'creations answer the ID of the ticket',
    fault: async (sent, forward, { ask }) => {
      const answer = await forward(sent);
      if (sent.operation !== 'createTicket' || !isSuccess(answer)) return answer;
      const ticket = await ask('GET', `/api/tickets-get.php/${answer.body}.json`);
      return { ...answer, body: Buffer.from(String(JSON.parse(ticket.body.toString()).id)) };
    },
    breaks: ['createTicket/answers-the-number'],
  },
  {
    description: 'numbers come as JSON texts',
    fault: every('text/plain', JSON.stringify),
    breaks: ['createTicket/answers-the-number', 'updateTicket/answers-the-number', 'deleteTicket/answers-the-number'],
  },
  {
    description: 'tickets come without their thread',
    fault: json('getTicket', ({ thread: _, ...ticket }) => ticket),
    breaks: ['getTicket/thread-is-array'],
  },
  {
    description: 'a notice of PHP stands before tickets with files, and before no other',
    fault: async (sent, forward) => {
      const answer = await forward(sent);
      const isOne = sent.operation === 'getTicket' && answer.body.includes('"attachments":');
      return isOne
        ? { ...answer, body: Buffer.concat([Buffer.from('Notice: Undefined index\n'), answer.body]) }
        : answer;
    },
    breaks: ['formats/json-on-json-extension'],
  },
  {
    description: 'the errors of listTicketStatuses are messages with 200',
    fault: async (sent, forward) => {
      const answer = await forward(sent);
      if (sent.operation !== 'listTicketStatuses' || isSuccess(answer)) return answer;
      return { ...answer, status: 200, body: Buffer.from('{"message":"No"}') };
    },
    // What is no array cannot be told from a success by anything but the code that it should have had.
    breaks: [
      'auth/missing-key-401',
      'auth/unknown-key-401',
      'auth/empty-key-401',
      'auth/inactive-key-401',
      'auth/key-elsewhere-401',
      'permissions/lacking-403',
    ],
  },
  {
    description: 'a child that is linked to another ticket leaves its parent',
    fault: async (sent, forward, { ask }) => {
      const answer = await forward(sent);
      const child = sent.operation === 'linkSubticket' ? bodyOf(sent)?.childId : undefined;
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
    },
    breaks: ['linkSubticket/second-parent-refused'],
  },
  {
    description: 'search finds nothing',
    fault: async (sent, forward) => {
      const answer = await forward(sent);
      return sent.operation === 'searchTickets' && isSuccess(answer) ? { ...answer, body: Buffer.from('[]') } : answer;
    },
    breaks: ['searchTickets/query-finds'],
  },
];
