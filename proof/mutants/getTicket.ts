/** getTicket broken on purpose; the forms of its fields and its refusals are in families/. */
import { json } from '../../server/faults/answer.js';
import { stale } from '../../server/faults/effect.js';
import { errorReply, type Fault, isSuccess, jsonReply, when } from '../../server/faults/fault.js';
import { field, fixed } from '../../server/faults/field.js';
import { withTicket } from '../../server/faults/request.js';
import type { Row } from './engine/mutant.js';

type Entry = Record<string, unknown>;
const thread = (change: (entries: Entry[]) => Entry[]) =>
  json((ticket) => ({ ...ticket, thread: change(ticket.thread) }));
const entry = (change: (entry: Entry) => Entry) => thread((entries) => entries.map(change));
/** Entries of one type are called something else. */
const called = (type: string, other: string) => entry((one) => (one.type === type ? { ...one, type: other } : one));
const attachments = (name: string, change: (value: number) => unknown) =>
  field(`thread[].attachments[].${name}`, (value) => change(Number(value)));

const anotherTicket: Fault = async (sent, forward, { ask }) => {
  const answer = await forward(sent);
  const [other] = JSON.parse((await ask('GET', '/api/tickets-search.php?limit=1&offset=9')).body.toString());
  return isSuccess(answer) ? forward(withTicket(sent, other.number)) : answer;
};

/** Whether a ticket was asked for by its ID. */
const byId: (...of: [sent: Parameters<Fault>[0], answer: Awaited<ReturnType<Fault>>]) => boolean = (sent, answer) =>
  isSuccess(answer) &&
  ![`"${sent.params.number}"`, `<number>${sent.params.number}<`].some((shown) => answer.body.includes(shown));

const numberOnly: Fault = async (sent, forward) => {
  const answer = await forward(sent);
  return byId(sent, answer) ? errorReply(404) : answer;
};

const offByOne: Fault = async (sent, forward) => {
  const answer = await forward(sent);
  return byId(sent, answer) ? forward(withTicket(sent, String(Number(sent.params.number) - 1))) : answer;
};

/** A text is taken for an ID first. */
const idFirst: Fault = async (sent, forward, { store }) => {
  const id = Number(sent.params.number);
  const row = await store.db.selectFrom('ticket').select('number').where('ticket_id', '=', id).executeTakeFirst();
  return forward(row?.number ? withTicket(sent, row.number) : sent);
};

export const getTicket: Row[] = [
  ['getTicket/created-is-time', 'a time is 0000-00-00', fixed('created', '0000-00-00 00:00:00')],
  [
    'getTicket/answers-200',
    'a ticket is an error with 200',
    async () => jsonReply(200, { error: true, message: 'No' }),
  ],
  ['getTicket/by-number', 'another ticket is answered', anotherTicket],
  ['getTicket/by-id', 'an ID is not found', numberOnly],
  ['getTicket/by-id', 'an ID is not found with .xml', when(({ params }) => params.format === 'xml', numberOnly)],
  ['getTicket/by-id', 'an ID is off by one', offByOne],
  ['getTicket/number-before-id', 'an ID goes before a number', idFirst],
  ['getTicket/id-null-with-its-name', 'topic has a name where topicId is null', field('topic', (name) => name ?? '')],
  ['getTicket/id-null-with-its-name', 'staffId names an agent where staff is null', field('staffId', (id) => id ?? 1)],
  ['getTicket/null-where-none', 'no agent is an empty text', field('staff', (name) => name ?? '')],
  ['getTicket/null-where-none', 'no SLA plan is an empty text', field('sla', (name) => name ?? '')],
  ['getTicket/closed-only-when-closed', 'closed has a time always', fixed('closed', '2026-01-01 00:00:00')],
  ['getTicket/closed-only-when-closed', 'closed is null always', fixed('closed', null)],
  ['getTicket/children-are-ids', 'children are numbers as text', field('children[]', (id) => `T${id}`)],
  ['getTicket/children-are-ids', 'children lacks one', field('children', (ids) => (ids as unknown[]).slice(1))],
  ['getTicket/children-are-ids', 'children is always empty', fixed('children', [])],
  ['getTicket/thread-is-complete', 'the thread lacks its last entry', thread((all) => all.slice(0, -1))],
  ['getTicket/thread-is-complete', 'the thread has two entries at most', thread((all) => all.slice(0, 2))],
  [
    'getTicket/thread-is-complete',
    'entries that say the same are shown once',
    thread((all) => all.filter(({ body }, at) => all.findIndex((one) => one.body === body) === at)),
  ],
  ['getTicket/shows-changes-at-once', 'a ticket is read as it was at first', stale],
  ['getTicket/thread-in-order', 'the newest entry comes first', thread((all) => all.toReversed())],
  ['getTicket/thread-type-message', 'messages are called response', called('message', 'response')],
  ['getTicket/thread-type-response', 'messages are called response', called('message', 'response')],
  ['getTicket/thread-type-response', 'responses are called message', called('response', 'message')],
  ['getTicket/thread-type-note', 'notes are called response', called('note', 'response')],
  ['getTicket/thread-staffId-is-integer', 'a response lacks staffId', entry(({ staffId: _, ...one }) => one)],
  ['getTicket/thread-staff-is-string', 'a response lacks staff', entry(({ staff: _, ...one }) => one)],
  ['getTicket/thread-userId-is-integer', 'a message lacks userId', entry(({ userId: _, ...one }) => one)],
  [
    'getTicket/attachments-listed',
    'attachments are not listed',
    entry(({ attachments: _, attachment_count: __, ...one }) => one),
  ],
  [
    'getTicket/attachment-count',
    'attachment_count is one more',
    field('thread[].attachment_count', (count) => Number(count) + 1),
  ],
  ['getTicket/attachment-count', 'attachment_count is missing', fixed('thread[].attachment_count')],
  [
    'getTicket/no-attachments-no-fields',
    'attachments is empty where there are none',
    entry((one) => ({ attachments: [], ...one })),
  ],
  [
    'getTicket/no-attachments-no-fields',
    'attachment_count is 0 where there are none',
    entry((one) => ({ attachment_count: 0, ...one })),
  ],
  [
    'getTicket/attachment-file_id-downloads',
    'file_id is the ID of another file',
    attachments('file_id', (id) => id + 1),
  ],
  [
    'getTicket/attachment-size-in-bytes',
    'size is that of the Base64',
    attachments('size', (size) => Math.ceil(size / 3) * 4),
  ],
  [
    'getTicket/attachment-size-in-bytes',
    'size of a large file is that of its Base64',
    attachments('size', (size) => (size > 500_000 ? Math.ceil(size / 3) * 4 : size)),
  ],
  ['getTicket/attachment-size-in-bytes', 'size is in KB', attachments('size', (size) => Math.ceil(size / 1024))],
  ['getTicket/attachment-sent-is-not-inline', 'every file is inline', attachments('inline', () => true)],
];
