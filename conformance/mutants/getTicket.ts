/** getTicket broken on purpose. */
import { isSuccess } from './engine/fault.js';
import { made } from './engine/layer.js';
import { type Mutant, mutant } from './engine/mutant.js';
import { htmlPage, json, refusal, refusalStatus, status, xml } from './faults/answer.js';
import { accepted, stale } from './faults/effect.js';
import { field } from './faults/field.js';
import { repairedExtension } from './faults/repair.js';
import { on, refused, request } from './faults/request.js';

const get = 'getTicket';
type Entry = Record<string, unknown>;
/** Changes the thread of a ticket. */
const thread = (change: (entries: Entry[]) => Entry[]) =>
  json(get, (ticket) => ({ ...ticket, thread: change(ticket.thread) }));
const entry = (change: (entry: Entry) => Entry) => thread((entries) => entries.map(change));

/** A text is taken for an ID first. */
const idFirst = on(get, async (sent, forward, { store }) => {
  const { number = '' } = sent.params;
  const row = await store.db
    .selectFrom('ticket')
    .select('number')
    .where('ticket_id', '=', Number(number))
    .executeTakeFirst();
  return forward(row?.number ? { ...sent, url: sent.url.replace(`/${number}.`, `/${row.number}.`) } : sent);
});

/** An ID is not taken for a ticket. */
const numberOnly = on(get, async (sent, forward) => {
  const answer = await forward(sent);
  return isSuccess(answer) && !answer.body.includes(`"${sent.params.number}"`) ? refused(404) : answer;
});

export const getTicketMutants: Mutant[] = [
  mutant('getTicket/answers-200', 'a ticket is answered with 201', status(get, 201)),
  mutant(
    'getTicket/answers-200',
    'a ticket is a web page with 200',
    on(get, async () => htmlPage),
  ),
  mutant(
    'getTicket/answers-200',
    'a ticket is answered with an error and 200',
    on(get, async () => made(200, 'application/json', '{"error":true,"message":"No"}')),
  ),
  mutant(
    'getTicket/by-number',
    'another ticket is answered',
    on(get, async (sent, forward, { ask }) => {
      const answer = await forward(sent);
      const others = JSON.parse((await ask('GET', '/api/tickets-search.php?limit=1&offset=9')).body.toString());
      return isSuccess(answer)
        ? forward({ ...sent, url: sent.url.replace(/\.php\/[^.]+/, `.php/${others[0].number}`) })
        : answer;
    }),
  ),
  mutant('getTicket/by-id', 'an ID is not found', numberOnly),
  mutant(
    'getTicket/by-id',
    'an ID is off by one',
    on(get, async (sent, forward) => {
      const answer = await forward(sent);
      const { number = '' } = sent.params;
      if (!isSuccess(answer) || answer.body.includes(`"${number}"`)) return answer;
      return forward({ ...sent, url: sent.url.replace(`/${number}.`, `/${Number(number) - 1}.`) });
    }),
  ),
  mutant('getTicket/number-before-id', 'an ID goes before a number', idFirst),
  mutant(
    'getTicket/unknown-404',
    'an unknown ticket is an empty object',
    refusal(get, (answer) => (answer.status === 404 ? made(200, 'application/json', '{}') : answer)),
  ),
  mutant(
    'getTicket/unknown-404',
    'an unknown ticket is answered with 400',
    refusalStatus(get, 400, (answer) => answer.status === 404),
  ),
  mutant(
    'getTicket/id-null-with-its-name',
    'topic has a name where topicId is null',
    field(get, 'topic', (name) => name ?? ''),
  ),
  mutant(
    'getTicket/id-null-with-its-name',
    'staffId is 0 where staff is null',
    field(get, 'staffId', (id) => id ?? 0),
  ),
  mutant(
    'getTicket/closed-only-when-closed',
    'closed has a time always',
    field(get, 'closed', () => '2026-01-01 00:00:00'),
  ),
  mutant(
    'getTicket/closed-only-when-closed',
    'closed is null always',
    field(get, 'closed', () => null),
  ),
  mutant(
    'getTicket/children-are-ids',
    'children are numbers as text',
    field(get, 'children[]', (id) => `T${id}`),
  ),
  mutant(
    'getTicket/children-are-ids',
    'children lacks one',
    json(get, (ticket) => ({ ...ticket, children: ticket.children.slice(1) })),
  ),
  mutant(
    'getTicket/children-are-ids',
    'children is always empty',
    json(get, (ticket) => ({ ...ticket, children: [] })),
  ),
  mutant(
    'getTicket/thread-is-complete',
    'the thread lacks its last entry',
    thread((all) => all.slice(0, -1)),
  ),
  mutant(
    'getTicket/thread-is-complete',
    'the thread has two entries at most',
    thread((all) => all.slice(0, 2)),
  ),
  mutant('getTicket/thread-is-complete', 'a ticket is read as it was at first', stale(get)),
  mutant(
    'getTicket/thread-in-order',
    'the newest entry comes first',
    thread((all) => all.toReversed()),
  ),
  mutant(
    'getTicket/thread-type-message',
    'messages are called response',
    entry((one) => (one.type === 'message' ? { ...one, type: 'response' } : one)),
  ),
  mutant(
    'getTicket/thread-type-response',
    'messages are called response',
    entry((one) => (one.type === 'message' ? { ...one, type: 'response' } : one)),
  ),
  mutant(
    'getTicket/thread-type-response',
    'responses are called message',
    entry((one) => (one.type === 'response' ? { ...one, type: 'message' } : one)),
  ),
  mutant(
    'getTicket/thread-type-note',
    'notes are called response',
    entry((one) => (one.type === 'note' ? { ...one, type: 'response' } : one)),
  ),
  mutant(
    'getTicket/thread-staffId-is-integer',
    'a response lacks staffId',
    entry(({ staffId: _, ...one }) => one),
  ),
  mutant(
    'getTicket/thread-staff-is-string',
    'a response lacks staff',
    entry(({ staff: _, ...one }) => one),
  ),
  mutant(
    'getTicket/thread-userId-is-integer',
    'a message lacks userId',
    entry(({ userId: _, ...one }) => one),
  ),
  mutant(
    'getTicket/attachments-listed',
    'attachments are not listed',
    entry(({ attachments: _, attachment_count: __, ...one }) => one),
  ),
  mutant(
    'getTicket/attachment-count',
    'attachment_count is one more',
    entry((one) => (one.attachments ? { ...one, attachment_count: Number(one.attachment_count) + 1 } : one)),
  ),
  mutant(
    'getTicket/attachment-count',
    'attachment_count is missing',
    entry(({ attachment_count: _, ...one }) => one),
  ),
  mutant(
    'getTicket/no-attachments-no-fields',
    'attachments is empty where there are none',
    entry((one) => ({ attachments: [], ...one })),
  ),
  mutant(
    'getTicket/no-attachments-no-fields',
    'attachment_count is 0 where there are none',
    entry((one) => ({ attachment_count: 0, ...one })),
  ),
  mutant(
    'getTicket/attachment-file_id-downloads',
    'file_id is the ID of another file',
    field(get, 'thread[].attachments[].file_id', (id) => Number(id) + 1),
  ),
  mutant(
    'getTicket/attachment-size-in-bytes',
    'size is that of the Base64',
    field(get, 'thread[].attachments[].size', (size) => Math.ceil(Number(size) / 3) * 4),
  ),
  mutant(
    'getTicket/attachment-size-in-bytes',
    'size is in KB',
    field(get, 'thread[].attachments[].size', (size) => Math.ceil(Number(size) / 1024)),
  ),
  mutant(
    'getTicket/attachment-sent-is-not-inline',
    'every file is inline',
    field(get, 'thread[].attachments[].inline', () => true),
  ),
  mutant(
    'getTicket/xml',
    '.xml gives JSON',
    request(get, (sent) => ({ ...sent, url: sent.url.replace('.xml', '.json') })),
  ),
  mutant(
    'getTicket/xml',
    '.xml is answered with 400',
    on(get, (sent, forward) => (sent.params.format === 'xml' ? Promise.resolve(refused(400)) : forward(sent))),
  ),
  mutant(
    'getTicket/xml',
    'the XML is empty',
    xml(get, () => '<?xml version="1.0"?><response/>'),
  ),
  mutant('getTicket/format-other-400', 'another extension gives JSON', accepted(get, repairedExtension)),
  mutant('getTicket/format-other-400', 'another extension is answered with 500', refusalStatus(get, 500)),
];
