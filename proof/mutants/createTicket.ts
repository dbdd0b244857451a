/** createTicket broken on purpose; its refusals, names, dates, texts and attachments are in families/. */
import { resolve } from '../../contract/document.js';
import { operation } from '../../contract/operations.js';
import { json } from '../../server/faults/answer.js';
import { andAlso, notDone } from '../../server/faults/effect.js';
import { at, both, type Fault, isSuccess, reply } from '../../server/faults/fault.js';
import { field } from '../../server/faults/field.js';
import { body, bodyOf, type Json, refusesBody, storedAs } from '../../server/faults/request.js';
import { CHUNK_BYTES } from '../../server/queries/file-content.js';
import type { Row } from './engine/mutant.js';
import { eachContent } from './families/attachments.js';

const seen = { at: 'getTicket' } as const;
const { properties = {} } = resolve(operation('createTicket').requestSchema ?? {});

/** Every ticket gets the number of the first. */
const sameNumber: Fault = async (sent, forward, { memory }) => {
  const answer = await forward(sent);
  if (answer.status !== 201) return answer;
  if (!memory.has('first')) memory.set('first', answer);
  return memory.get('first') as typeof answer;
};

/** No ticket is created, and one that is there already is said to be new. */
const anothersNumber = notDone(async (_, { ask }) => {
  const [row] = JSON.parse((await ask('GET', '/api/tickets-search.php?limit=1&offset=9')).body.toString());
  return reply(201, 'text/plain', row.number);
});

const closes = andAlso(({ ask }, _, { body: number }) =>
  ask('PATCH', `/api/tickets-update.php/${number}.json`, { statusId: 3 }),
);

/** The server shows no time of closing of an open ticket, so it is put into the answers until the ticket gets a status. */
const hasTimeOfClosing = both(
  both(
    at(
      'createTicket',
      andAlso(async ({ memory }, _, { body: number }) => memory.set(`made ${number}`, true)),
    ),
    at(
      'updateTicket',
      andAlso(async ({ memory }, sent) => bodyOf(sent)?.statusId && memory.delete(`made ${sent.params.number}`)),
    ),
  ),
  at(
    'getTicket',
    json((ticket, _, { memory }) => ({
      ...ticket,
      closed: memory.has(`made ${ticket.number}`) ? ticket.created : ticket.closed,
    })),
  ),
);

/** Something is left out of a creation that fits. */
const leavesOut = (name: string, fits: (sent: Json) => boolean) =>
  body((sent) => (fits(sent) ? { ...sent, [name]: undefined } : sent));

/** A user has the name that they were given last. */
const renamesUsers: Fault = async (sent, forward, environment) => {
  const answer = await forward(sent);
  const { name, email } = bodyOf(sent) ?? {};
  const { db } = environment.store;
  const owners = db.selectFrom('user_email').select('user_id').where('address', '=', String(email));
  if (isSuccess(answer))
    await db
      .updateTable('user')
      .set({ name: String(name) })
      .where('id', 'in', owners)
      .execute();
  return answer;
};

/** The message of a new ticket is stored as a note. */
const messageIsNote: Fault = async (sent, forward, { store: { db } }) => {
  const answer = await forward(sent);
  if (!isSuccess(answer)) return answer;
  const ofIt = db
    .selectFrom('thread')
    .innerJoin('ticket', 'ticket_id', 'object_id')
    .select('thread.id')
    .where('object_type', '=', 'T')
    .where('number', '=', answer.body.toString().trim());
  await db.updateTable('thread_entry').set({ type: 'N' }).where('thread_id', 'in', ofIt).execute();
  return answer;
};

export const createTicket: Row[] = [
  ['createTicket/others-untouched', 'a known user gets the new name', renamesUsers],
  [
    'createTicket/topic-stored',
    'the help topic is dropped where files are sent',
    leavesOut('topicId', ({ attachments }) => Array.isArray(attachments)),
  ],
  [
    'createTicket/attachment-stored',
    'files are dropped beside a message in HTML',
    leavesOut('attachments', ({ format }) => format === 'html'),
  ],
  [
    'createTicket/attachment-stored',
    'a file that fills its pieces lacks its last byte',
    eachContent((bytes) => (bytes.length % CHUNK_BYTES === 0 ? bytes.subarray(0, -1) : bytes)),
  ],
  ['createTicket/message-stored', 'the message 0 is refused', refusesBody(({ message }) => message === '0')],
  ['createTicket/name-stored', 'a name of digits is refused', refusesBody(({ name }) => /^\d+$/.test(String(name)))],
  [
    'createTicket/format-text',
    'a message of digits loses its zeros',
    body((sent) => (/^0\d+$/.test(String(sent.message)) ? { ...sent, message: String(Number(sent.message)) } : sent)),
  ],
  ['createTicket/ticket-exists', 'no ticket is created', notDone(() => reply(201, 'text/plain', '999999999'))],
  ['createTicket/ticket-exists', "another ticket's number is answered", anothersNumber],
  ['createTicket/number-is-new', 'every ticket has the same number', sameNumber],
  ['createTicket/starts-open', 'a new ticket is closed', closes],
  ['createTicket/starts-open', 'closed has a time', hasTimeOfClosing, { at: 'all' }],
  [
    'createTicket/same-email-same-user',
    'every ticket has a user of its own',
    json((ticket) => ({ ...ticket, userId: ticket.id + 1000 })),
    seen,
  ],
  [
    'createTicket/name-stored',
    'the name is cut to its first word',
    storedAs('name', (name) => String(name).split(' ')[0]),
  ],
  ['createTicket/email-stored', 'the address is another one', storedAs('email', (email) => `x${email}`)],
  [
    'createTicket/subject-stored',
    'the subject is cut after 255 bytes',
    storedAs('subject', (subject) => Buffer.from(String(subject)).subarray(0, 255).toString().replace('\ufffd', '')),
  ],
  [
    'createTicket/subject-stored',
    'entities in the subject are decoded',
    storedAs('subject', (subject) => String(subject).replaceAll('&amp;', '&')),
  ],
  [
    'createTicket/ip-stored',
    'addresses of the newer kind are dropped',
    storedAs('ip', (ip) => (String(ip).includes(':') ? undefined : ip)),
  ],
  [
    'createTicket/subject-stored',
    'the subject loses its last character',
    field('subject', (subject) => String(subject).slice(0, -1)),
    seen,
  ],
  ['createTicket/message-stored', 'the message is not kept', storedAs('message', () => 'Another message')],
  ['createTicket/message-stored', 'the message is a note', messageIsNote],
  ['createTicket/phone-accepted', 'a phone is refused', refusesBody(({ phone }) => phone !== undefined)],
  [
    'createTicket/source-default-api',
    'the source is Web where none is sent',
    storedAs('source', (source) => source ?? 'Web'),
  ],
  [
    'createTicket/optional-fields-optional',
    'autorespond is required',
    refusesBody(({ autorespond }) => autorespond === undefined),
  ],
  [
    'createTicket/too-long-refused',
    'a long name is cut',
    body((sent) => ({ ...sent, name: String(sent.name).slice(0, 60) })),
  ],
  [
    'createTicket/custom-fields-accepted',
    'an unknown field is refused',
    refusesBody((sent) => Object.keys(sent).some((name) => !(name in properties))),
  ],
  ['createTicket/alert-accepted', 'alert: true is refused', refusesBody(({ alert }) => alert === true)],
  [
    'createTicket/autorespond-accepted',
    'autorespond: true is refused',
    refusesBody(({ autorespond }) => autorespond === true),
  ],
  [
    'createTicket/department-default',
    'a ticket lies in no department',
    json((ticket) => ({ ...ticket, departmentId: 0, department: '' })),
    seen,
  ],
  [
    'createTicket/priority-default',
    'a ticket has no priority',
    json((ticket) => ({ ...ticket, priorityId: 0, priority: '' })),
    seen,
  ],
];
