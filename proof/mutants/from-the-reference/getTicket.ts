/** The faults of getTicket, built. */
import { errorJson, json } from '../../../server/faults/answer.js';
import { at, both, errorReply, type Fault, isSuccess, jsonReply } from '../../../server/faults/fault.js';
import { anyKeyDoes, keyOf, served, withFullKey } from '../../../server/faults/key.js';
import { withTicket } from '../../../server/faults/request.js';
import { numberOf } from '../families/sequences.js';
import { type Built, rowsOf } from './built.js';
import { faults } from './list/get-ticket.js';
import { inBoth, inXml, noticed, remembered, type Ticket, updates } from './pieces.js';

const reading = (fault: Fault) => at('getTicket', fault);
const all = { at: 'all' } as const;
const reads = { at: 'getTicket' } as const;
const thread = (change: (entries: Ticket[]) => Ticket[]) => (ticket: Ticket) => ({
  ...ticket,
  thread: change(ticket.thread),
});
const inFiles = (change: (file: Ticket, place: number, files: Ticket[]) => Ticket) =>
  inBoth(
    thread((entries) =>
      entries.map((entry) => (entry.attachments ? { ...entry, attachments: entry.attachments.map(change) } : entry)),
    ),
  );

const pdfIsOctets = (file: Ticket) =>
  file.mime_type === 'application/pdf' ? { ...file, mime_type: 'application/octet-stream' } : file;

const idFirst: Fault = async (sent, forward, environment) => {
  const number = /^\d+$/.test(sent.params.number ?? '') ? await numberOf(environment, Number(sent.params.number)) : '';
  return forward(number ? withTicket(sent, number) : sent);
};

const grandchildren = inBoth(async (ticket, { store: { db } }) => {
  const found = await db
    .selectFrom('ticket')
    .select('ticket_id')
    .where('ticket_pid', 'in', [-1, ...ticket.children])
    .execute();
  return { ...ticket, children: [...ticket.children, ...found.map((row) => row.ticket_id)] };
});

const titled = inBoth(async (ticket, { store: { db } }) => {
  const rows = await db
    .selectFrom('thread_entry')
    .select(['id', 'title'])
    .where('id', 'in', [-1, ...ticket.thread.map((one: Ticket) => one.id)])
    .execute();
  const titles = new Map(rows.map(({ id, title }) => [id, title]));
  const hasOwn = ({ id }: Ticket) => ![null, '', 'API Update'].includes(titles.get(id) ?? null);
  return thread((entries) =>
    entries.map((one) => (one.type === 'note' && hasOwn(one) ? { ...one, type: 'response' } : one)),
  )(ticket);
});

const closedByUpdate = both(
  at(
    updates,
    noticed(
      (before, { memory }, sent) => sent.statusId !== undefined && remembered(memory, 'changed').add(before.number),
    ),
  ),
  reading(
    json((ticket, _, { memory }) =>
      remembered(memory, 'changed').has(ticket.number) ? { ...ticket, closed: null } : ticket,
    ),
  ),
);

const closedForEver = both(
  at(
    updates,
    noticed((before, { memory }) => before.closed && memory.set(`closed ${before.number}`, before.closed)),
  ),
  reading(
    json((ticket, _, { memory }) => ({
      ...ticket,
      closed: ticket.closed ?? memory.get(`closed ${ticket.number}`) ?? null,
    })),
  ),
);

const firstReadIsStale = both(
  at(
    updates,
    noticed((before, { memory }) => memory.set(`before ${before.number}`, before)),
  ),
  reading(
    json((ticket, _, { memory }) => {
      const before = memory.get(`before ${ticket.number}`);
      memory.delete(`before ${ticket.number}`);
      return before ?? ticket;
    }),
  ),
);

const keptById = both(
  at(
    'deleteTicket',
    noticed((before, { memory }) => memory.set(`gone ${before.id}`, before)),
  ),
  reading(async (sent, forward, { memory }) => {
    const answer = await forward(sent);
    const kept = memory.get(`gone ${sent.params.number}`);
    return answer.status === 404 && kept ? jsonReply(200, kept) : answer;
  }),
);

const forbiddenWithContent: Fault = async (sent, forward, environment) => {
  const answer = await forward(sent);
  if (answer.status !== 403) return answer;
  const full = await forward(withFullKey(sent, environment));
  if (!isSuccess(full) || !full.headers['content-type']?.startsWith('application/json')) return answer;
  return jsonReply(403, { ...JSON.parse(answer.body.toString()), ticket: JSON.parse(full.body.toString()) });
};

const halfAKey = served((sent, { fullKey }) => {
  const key = keyOf(sent);
  return key !== undefined && fullKey.startsWith(key) && key.length * 2 >= fullKey.length;
});

const firstAddress = json((ticket, _, { memory }) => {
  const { name, email } = ticket.user;
  if (!memory.has(name)) memory.set(name, email);
  return { ...ticket, user: { name, email: memory.get(name) } };
});

const topicStays = both(
  at(
    updates,
    noticed((before, { memory }, sent) => {
      if (sent.topicId !== undefined && before.topic && !memory.has(`topic ${before.number}`))
        memory.set(`topic ${before.number}`, before.topic);
    }),
  ),
  reading(
    json((ticket, _, { memory }) => ({ ...ticket, topic: memory.get(`topic ${ticket.number}`) ?? ticket.topic })),
  ),
);

const closedNotById: Fault = async (sent, forward, environment) => {
  const asked = sent.params.number ?? '';
  const { db } = environment.store;
  const found = db.selectFrom('ticket').select('ticket_id').where('closed', 'is not', null);
  const isClosed = await found.where('ticket_id', '=', Number(asked) || 0).executeTakeFirst();
  const byNumber = await db.selectFrom('ticket').select('ticket_id').where('number', '=', asked).executeTakeFirst();
  return isClosed && !byNumber ? errorReply(404) : forward(sent);
};

const built: Built<typeof faults> = {
  'closed-not-by-id': ['getTicket/by-id', closedNotById],
  'by-id-without-thread': [
    'getTicket/by-id',
    json((ticket, { params }) =>
      params.number === String(ticket.id) && ticket.number !== params.number ? { ...ticket, thread: [] } : ticket,
    ),
  ],
  'id-before-number': ['getTicket/number-before-id', idFirst],
  'twelfth-child-cut': [
    'getTicket/children-are-ids',
    json((ticket) => ({ ...ticket, children: ticket.children.slice(0, 10) })),
  ],
  'children-are-numbers': [
    'getTicket/children-are-ids',
    json(async (ticket, _, environment) => ({
      ...ticket,
      children: await Promise.all(
        ticket.children.map(async (id: number, place: number) =>
          place === 0 ? id : Number(await numberOf(environment, id)),
        ),
      ),
    })),
  ],
  'grandchildren-are-children': ['getTicket/children-are-ids', grandchildren],
  'xml-ampersand-twice': [
    'formats/xml-same-content',
    inXml((ticket) => ({ ...ticket, subject: ticket.subject.replaceAll('&', '&amp;') })),
  ],
  'xml-four-bytes-lost': [
    'formats/xml-same-content',
    inXml((ticket) => JSON.parse(JSON.stringify(ticket).replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '?'))),
  ],
  'xml-without-notes': [
    'formats/xml-same-content',
    inXml(thread((entries) => entries.filter(({ type }) => type !== 'note'))),
  ],
  'xml-without-files': [
    'formats/xml-same-content',
    inXml(thread((entries) => entries.map(({ attachments: _, attachment_count: __, ...entry }) => entry))),
  ],
  'xml-due-date-without-time': [
    'formats/xml-same-content',
    inXml((ticket) => ({ ...ticket, duedate: ticket.duedate?.slice(0, 10) ?? null })),
  ],
  'thread-ends-at-25': ['getTicket/thread-is-complete', json(thread((entries) => entries.slice(0, 25)))],
  'count-stays-one': [
    'getTicket/attachment-count',
    json(thread((entries) => entries.map((entry) => (entry.attachments ? { ...entry, attachment_count: 1 } : entry)))),
  ],
  'notes-count-zero': [
    'getTicket/attachment-count',
    json(
      thread((entries) =>
        entries.map((entry) =>
          entry.type === 'note' && !entry.attachments ? { ...entry, attachment_count: 0 } : entry,
        ),
      ),
    ),
  ],
  'filename-lower-case': [
    'downloadAttachment/agrees-with-metadata',
    inFiles((file) => ({ ...file, filename: file.filename.toLowerCase() })),
    reads,
  ],
  'second-file-id-is-first': [
    'getTicket/attachment-file_id-downloads',
    inFiles((file, _, files) => ({ ...file, file_id: files[0].file_id })),
  ],
  'pdf-is-octets': [
    'createTicket/attachment-type',
    both(reading(inFiles(pdfIsOctets)), at('downloadAttachment', inBoth(pdfIsOctets))),
    all,
  ],
  'titled-note-is-response': ['getTicket/thread-type-note', titled],
  'closed-stays-null': ['updateTicket/closing-sets-closed', closedByUpdate, all],
  'closed-after-reopening': ['updateTicket/closing-sets-closed', closedForEver, all],
  'first-read-is-stale': ['getTicket/shows-changes-at-once', firstReadIsStale, all],
  'deleted-read-by-id': ['deleteTicket/ticket-gone', keptById, all],
  'xml-without-permission': [
    'getTicket/permission',
    (sent, forward, environment) =>
      /\.xml(\?|$)/.test(sent.url) ? anyKeyDoes(sent, forward, environment) : forward(sent),
  ],
  'forbidden-with-content': ['auth/refused-without-content', forbiddenWithContent, { of: ['getTicket'] }],
  // A run sends half of a key to one operation alone.
  'key-prefix-enough': ['auth/unknown-key-401', halfAKey, { at: 'searchTickets', of: ['searchTickets'] }],
  'reading-moves-updated': { notBuilt: 'No sentence says what moves the time of the last change.' },
  'missing-is-no-error': [
    'errors/error-is-true',
    errorJson((error) => ({ ...error, error: false })),
    { of: ['getTicket'] },
  ],
  'same-name-one-address': ['createTicket/email-stored', firstAddress],
  'topic-stays': ['searchTickets/row-agrees-with-ticket', topicStays, all],
};

export const getTicket = rowsOf('getTicket', faults, built);
