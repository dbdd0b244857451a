/** The exchanges of the sample: what real installations answered, shortened. */
import type { Exchange } from '../client/exchange.js';

const root = 'https://helpdesk.example.org/support';
const key = { 'x-api-key': '<key full>' };
const jsonBody = { 'content-type': 'application/json' };
const json = { 'content-type': 'application/json; charset=UTF-8', server: 'Apache/2.4.62 (Debian)' };
const html = { 'content-type': 'text/html; charset=UTF-8', server: 'Apache/2.4.62 (Debian)' };

const ticket = {
  ...{ id: 89, number: '905653', subject: "[osticket-contract k7f2] O'Brien & Söhne" },
  ...{ statusId: 1, status: 'Open', priorityId: 2, priority: 'Normal', departmentId: 7, department: 'Billing' },
  ...{ topicId: null, topic: null, userId: 1 },
  user: {
    name: { format: 'original', parts: { first: 'John', last: 'Doe' }, name: 'John Doe' },
    email: { email: 'john@example.com' },
  },
  ...{ created: '2026-11-24 02:04:44', updated: '2026-11-24 02:04:47', duedate: null, closed: null },
  ...{ isOverdue: 0, isAnswered: 0, source: 'API', ip: '127.0.0.1', children: [] },
  thread: [
    {
      ...{ id: 125, type: 'M', poster: 'John Doe', timestamp: '2026-11-24 02:04:44' },
      body: { body: 'I cannot access my account', type: 'html' },
    },
    {
      ...{ id: 176, type: 'N', poster: 'API', timestamp: '2026-11-24 02:04:47' },
      body: { body: 'Customer **called**', type: 'markdown' },
    },
  ],
};

const fatal = `<br />
<b>Fatal error</b>:  Uncaught TypeError: TicketValidatorService::validateDueDate(): Argument #1 ($dueDate) must be of type ?string, int given, called in /var/www/osticket/include/plugins/api-endpoints/controllers/ExtendedTicketApiController.php on line 292
Stack trace:
#0 /var/www/osticket/api/tickets-update.php(36): ExtendedTicketApiController-&gt;update()
#1 {main}
  thrown in <b>/var/www/osticket/include/plugins/api-endpoints/lib/Services/TicketValidatorService.php</b> on line <b>320</b><br />
`;

interface Short {
  /** Method, and path below the root of the installation. */
  sent: string;
  /** Default: the key of the run. */
  headers?: Record<string, string>;
  body?: object;
  /** Default: 200. */
  status?: number;
  /** Default: those of JSON. */
  answerHeaders?: Record<string, string>;
  answer: unknown;
}

const note = { type: 'N', poster: 'API', timestamp: '2026-11-24 02:04:52' };
const rows: Short[] = [
  {
    sent: 'POST /api/tickets.json',
    body: {
      ...{ name: "Conan O'Brien", email: 'k7f2@example.com', subject: ticket.subject },
      ...{ message: 'I cannot access\nmy account', departmentId: 'Billing', priority: 'High' },
      ...{ autorespond: false, alert: false },
    },
    status: 201,
    answerHeaders: html,
    answer: '905653',
  },
  { sent: 'GET /api/tickets-get.php/905653.json', answer: ticket },
  { sent: 'PATCH /api/tickets-update.php/905653.json', body: { dueDate: 5 }, answerHeaders: html, answer: fatal },
  {
    sent: 'PATCH /api/tickets-update.php/905653.json',
    headers: { 'x-api-key': '<key reader>' },
    body: { note: 'Not allowed' },
    status: 403,
    answer: { error: true, message: 'API key not authorized' },
  },
  {
    sent: 'GET /api/tickets-get.php/905653.json',
    answer: {
      ...ticket,
      thread: [...ticket.thread, { id: 181, ...note, body: { body: 'Not allowed', type: 'markdown' } }],
    },
  },
  {
    sent: 'GET /api/tickets-search.php?status=nonesuch&limit=100',
    answer: Array.from({ length: 60 }, (_, index) => ({
      ...{ id: index + 1, number: String(100000 + index), subject: `Printer ${index}` },
      ...{ statusId: 1, status: 'Open', isOverdue: 0 },
    })),
  },
  {
    sent: 'GET /api/tickets-stats.php',
    headers: { authorization: 'Bearer <key full>' },
    status: 401,
    answerHeaders: html,
    answer: 'Valid API key required',
  },
];

const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

function exchange({ sent, headers = key, body, status = 200, answerHeaders = json, answer }: Short, index: number) {
  const [method = '', path = ''] = sent.split(' ');
  return {
    id: index + 1,
    scope: 'sample',
    at: `2026-11-24T02:04:${String(40 + index)}.000Z`,
    request: {
      method,
      url: root + path,
      headers: { ...headers, ...(body && jsonBody) },
      ...(body && { body: { text: text(body) } }),
    },
    response: { status, headers: answerHeaders, body: { text: text(answer) }, durationMs: 31 + index },
  } satisfies Exchange;
}

export const sampleExchanges: Exchange[] = [
  ...rows.map(exchange),
  {
    id: rows.length + 1,
    scope: 'createTicket/attachments-fifty-mb-accepted',
    operation: 'createTicket',
    at: '2026-11-24T02:05:10.000Z',
    request: {
      method: 'POST',
      url: `${root}/api/tickets.json`,
      headers: { ...key, ...jsonBody },
      body: { bytes: 69_905_214, sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
    },
    failure: 'no answer within 60 seconds',
  },
];
