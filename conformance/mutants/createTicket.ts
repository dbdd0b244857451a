/** createTicket broken on purpose; its names, attachments and wrong types are in families/. */
import { resolve } from '../../contract/document.js';
import { operation } from '../../contract/operations.js';
import { made } from './engine/layer.js';
import { type Mutant, mutant } from './engine/mutant.js';
import { contentType, htmlPage, json, refusalStatus, status, text } from './faults/answer.js';
import { accepted, andAlso, notDone, refusedButDone } from './faults/effect.js';
import { field } from './faults/field.js';
import { withoutField } from './faults/repair.js';
import { body, on, passedOver, refusesBody, storedAs } from './faults/request.js';

const create = 'createTicket';
const withoutMarkdown = { without: ['markdown'] };
const withoutSubtickets = { without: ['subtickets'] };

const stripped = (value: unknown) => String(value).replaceAll(/<[^>]*>/g, '');
const isDigits = (value: unknown) => /^\d+$/.test(String(value));
/** A value that must be refused is passed over, or refused and the ticket made all the same. */
const refusals = (rule: Parameters<typeof mutant>[0], what: string, name: string): Mutant[] => [
  mutant(rule, `${what} is passed over`, accepted(create, withoutField(name))),
  mutant(rule, `${what} is refused, but the ticket is made`, refusedButDone(create, withoutField(name))),
  mutant(rule, `${what} is answered with 500`, refusalStatus(create, 500)),
];

const { properties = {} } = resolve(operation(create).requestSchema ?? {});

/** Every ticket gets the number of the first. */
const sameNumber = on(create, async (sent, forward, { memory }) => {
  const answer = await forward(sent);
  if (answer.status === 201 && !memory.has('first')) memory.set('first', answer);
  return answer.status === 201 ? (memory.get('first') as typeof answer) : answer;
});

/** No ticket is made, and one that is there already is said to be new. */
const anothersNumber = notDone(create, async (_, { ask }) => {
  const [row] = JSON.parse((await ask('GET', '/api/tickets-search.php?limit=1&offset=9')).body.toString());
  return made(201, 'text/plain', row.number);
});

export const createTicketMutants: Mutant[] = [
  mutant('createTicket/answers-201', 'a new ticket is answered with 200', status(create, 200)),
  mutant(
    'createTicket/answers-201',
    'a new ticket is a web page with 200',
    notDone(create, () => htmlPage),
  ),
  mutant(
    'createTicket/answers-the-number',
    'the number is in an object',
    text(create, (number) => `{"number":"${number}"}`),
  ),
  mutant(
    'createTicket/answers-the-number',
    'the number is in a sentence',
    text(create, (number) => `Ticket ${number} created`),
  ),
  mutant(
    'createTicket/answers-the-number',
    'the number is in quotes',
    text(create, (number) => `"${number}"`),
  ),
  mutant(
    'createTicket/answers-plain-text',
    'the number is sent as text/html',
    contentType(create, 'text/html; charset=UTF-8'),
  ),
  mutant(
    'createTicket/ticket-exists',
    'no ticket is made',
    notDone(create, () => made(201, 'text/plain', '999999999')),
  ),
  mutant('createTicket/ticket-exists', "another ticket's number is answered", anothersNumber),
  mutant('createTicket/number-is-new', 'every ticket has the same number', sameNumber),
  mutant(
    'createTicket/starts-open',
    'a new ticket is closed',
    andAlso(create, ({ ask }, _, answer) =>
      ask('PATCH', `/api/tickets-update.php/${answer.body}.json`, { statusId: 3 }),
    ),
  ),
  mutant(
    'createTicket/starts-open',
    'a new ticket has a time in closed',
    json('getTicket', (ticket) => ({ ...ticket, closed: ticket.closed ?? ticket.created })),
  ),
  mutant(
    'createTicket/name-stored',
    'the name is cut to its first word',
    storedAs(create, 'name', (name) => String(name).split(' ')[0]),
  ),
  mutant(
    'createTicket/email-stored',
    'the address is another one',
    storedAs(create, 'email', (email) => `x${email}`),
  ),
  mutant(
    'createTicket/subject-stored',
    'the subject loses its last character',
    field('getTicket', 'subject', (subject) => String(subject).slice(0, -1)),
  ),
  mutant(
    'createTicket/message-stored',
    'the message is not kept',
    storedAs(create, 'message', () => 'Another message'),
  ),
  mutant(
    'createTicket/message-stored',
    'the message is a note',
    json('getTicket', (ticket) => ({
      ...ticket,
      thread: ticket.thread.map((one: object) => ({ ...one, type: 'note' })),
    })),
  ),
  mutant(
    'createTicket/phone-accepted',
    'a phone is refused',
    refusesBody(create, ({ phone }) => phone !== undefined),
  ),
  mutant('createTicket/ip-stored', 'the address is passed over', passedOver(create, 'ip')),
  mutant('createTicket/source-stored', 'the source is passed over', passedOver(create, 'source')),
  mutant(
    'createTicket/source-stored',
    'the source Email is refused',
    refusesBody(create, ({ source }) => source === 'Email'),
  ),
  mutant(
    'createTicket/source-default-api',
    'the source is Web where none is sent',
    storedAs(create, 'source', (source) => source ?? 'Web'),
  ),
  mutant(
    'createTicket/optional-fields-optional',
    'autorespond is required',
    refusesBody(create, ({ autorespond }) => autorespond === undefined),
  ),
  ...refusals('createTicket/email-is-an-address', 'an address that is none', 'email'),
  ...refusals('createTicket/ip-is-an-address', 'an IP address that is none', 'ip'),
  ...refusals('createTicket/source-is-known', 'an unknown source', 'source'),
  mutant(
    'createTicket/too-long-refused',
    'a long name is cut',
    body(create, (sent) => ({ ...sent, name: String(sent.name).slice(0, 60) })),
  ),
  mutant('createTicket/too-long-refused', 'a long address is replaced', accepted(create, withoutField('email'))),
  mutant(
    'createTicket/same-email-same-user',
    'every ticket has a user of its own',
    json('getTicket', (ticket) => ({ ...ticket, userId: ticket.id + 1000 })),
  ),
  mutant(
    'createTicket/custom-fields-accepted',
    'an unknown field is refused',
    refusesBody(create, (sent) => Object.keys(sent).some((name) => !(name in properties))),
  ),
  mutant(
    'createTicket/alert-accepted',
    'alert: true is refused',
    refusesBody(create, ({ alert }) => alert === true),
  ),
  mutant(
    'createTicket/format-default-text',
    'markup is taken out of a message without format',
    body(create, (sent) => (sent.format === undefined ? { ...sent, message: stripped(sent.message) } : sent)),
  ),
  mutant(
    'createTicket/format-text',
    'markup is taken out of a text',
    body(create, (sent) => (sent.format === 'text' ? { ...sent, message: stripped(sent.message) } : sent)),
  ),
  mutant(
    'createTicket/format-text',
    'the format text is refused',
    refusesBody(create, ({ format }) => format === 'text'),
  ),
  mutant(
    'createTicket/format-html',
    'the format html is refused',
    refusesBody(create, ({ format }) => format === 'html'),
  ),
  mutant(
    'createTicket/format-html',
    'an HTML message is lost',
    body(create, (sent) => (sent.format === 'html' ? { ...sent, message: '<p>Empty</p>' } : sent)),
  ),
  mutant(
    'createTicket/format-markdown',
    'the format markdown is refused',
    refusesBody(create, ({ format }) => format === 'markdown'),
  ),
  mutant(
    'createTicket/format-markdown',
    'a Markdown message is lost',
    body(create, (sent) => (sent.format === 'markdown' ? { ...sent, message: 'Empty' } : sent)),
  ),
  ...refusals('createTicket/format-unknown-400', 'an unknown format', 'format'),
  mutant(
    'createTicket/markdown-absent-501',
    'markdown is refused with 400',
    refusalStatus(create, 400, (answer) => answer.status === 501),
    withoutMarkdown,
  ),
  mutant(
    'createTicket/markdown-absent-501',
    'markdown is refused, but the ticket is made',
    refusedButDone(create, withoutField('format')),
    withoutMarkdown,
  ),
  mutant(
    'createTicket/department-default',
    'a ticket lies in no department',
    json('getTicket', (ticket) => ({ ...ticket, departmentId: 0, department: '' })),
  ),
  mutant(
    'createTicket/department-numeric-string',
    'an ID as text is refused',
    refusesBody(create, ({ departmentId }) => typeof departmentId === 'string' && isDigits(departmentId)),
  ),
  mutant(
    'createTicket/priority-default',
    'a ticket has no priority',
    json('getTicket', (ticket) => ({ ...ticket, priorityId: 0, priority: '' })),
  ),
  mutant('createTicket/duedate-stored', 'the due date is passed over', passedOver(create, 'duedate')),
  mutant(
    'createTicket/duedate-stored',
    'the due date is a day early',
    field(
      'getTicket',
      'duedate',
      (date) => date && new Date(Date.parse(`${date}Z`) - 86_400_000).toISOString().slice(0, 19).replace('T', ' '),
    ),
  ),
  mutant(
    'createTicket/duedate-with-time',
    'the time of the due date is lost',
    field('getTicket', 'duedate', (date) => date && `${String(date).slice(0, 10)} 00:00:00`),
  ),
  mutant(
    'createTicket/duedate-with-time',
    'a due date with a time is refused',
    refusesBody(create, ({ duedate }) => String(duedate).length > 10 && duedate !== undefined),
  ),
  ...refusals('createTicket/duedate-invalid-400', 'a due date that is none', 'duedate'),
  ...refusals('createTicket/duedate-impossible-400', 'an impossible day', 'duedate'),
  mutant(
    'createTicket/autorespond-accepted',
    'autorespond: true is refused',
    refusesBody(create, ({ autorespond }) => autorespond === true),
  ),
  mutant(
    'createTicket/parent-by-number',
    "a parent's number is passed over",
    passedOver(create, 'parentTicketId', (parent) => typeof parent === 'string'),
  ),
  mutant(
    'createTicket/parent-by-number',
    "a parent's number is refused",
    refusesBody(create, ({ parentTicketId }) => typeof parentTicketId === 'string'),
  ),
  mutant(
    'createTicket/parent-by-id',
    "a parent's ID is passed over",
    passedOver(create, 'parentTicketId', (parent) => typeof parent === 'number'),
  ),
  mutant(
    'createTicket/parent-by-id',
    "a parent's ID is refused",
    refusesBody(create, ({ parentTicketId }) => typeof parentTicketId === 'number'),
  ),
  ...refusals('createTicket/parent-verified', 'an unknown parent', 'parentTicketId'),
  mutant(
    'createTicket/parent-absent-501',
    'a parent is passed over',
    passedOver(create, 'parentTicketId'),
    withoutSubtickets,
  ),
  mutant(
    'createTicket/parent-absent-501',
    'a parent is refused with 400',
    refusalStatus(create, 400, (answer) => answer.status === 501),
    withoutSubtickets,
  ),
];
