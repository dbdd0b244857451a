/** updateTicket broken on purpose; its names, attachments and wrong types are in families/. */
import { resolve } from '../../contract/document.js';
import { operation } from '../../contract/operations.js';
import { isSuccess } from './engine/fault.js';
import { made } from './engine/layer.js';
import { type Mutant, mutant } from './engine/mutant.js';
import { contentType, htmlPage, json, refusal, refusalStatus, status, text } from './faults/answer.js';
import { accepted, andAlso, notDone, refusedButDone } from './faults/effect.js';
import { field } from './faults/field.js';
import { linkedAllTheSame } from './faults/kinship.js';
import { withoutField } from './faults/repair.js';
import { body, bodyOf, on, passedOver, refusesBody, storedAs, withBody } from './faults/request.js';

const update = 'updateTicket';
const withoutMarkdown = { without: ['markdown'] };
const withoutSubtickets = { without: ['subtickets'] };

const refusals = (rule: Parameters<typeof mutant>[0], what: string, name: string): Mutant[] => [
  mutant(rule, `${what} is passed over`, accepted(update, withoutField(name))),
  mutant(rule, `${what} is refused, but the rest is done`, refusedButDone(update, withoutField(name))),
  mutant(rule, `${what} is answered with 500`, refusalStatus(update, 500)),
];

const fields = new Set(Object.keys(resolve(operation(update).requestSchema ?? {}).properties ?? {}));

/** Nothing is changed. */
const nothing = notDone(update, async (sent) => made(200, 'text/plain', sent.params.number ?? ''));

/** An update sets a field that was not sent. */
const alsoSets = (field: string, value: unknown) =>
  andAlso(update, async ({ ask }, sent) => {
    if (!(field in (bodyOf(sent) ?? {}))) await ask('PATCH', sent.url, { [field]: value });
  });

/** Each field is stored as far as it goes, one after the other; the answer is the refusal of all together. */
const oneByOne = on(update, async (sent, forward) => {
  const answer = await forward(sent);
  if (isSuccess(answer)) return answer;
  for (const [name, value] of Object.entries(bodyOf(sent) ?? {})) await forward(withBody(sent, { [name]: value }));
  return answer;
});

/** What a ticket once showed in a field stays, if it fits. */
const sticky = (name: string, fits: (value: unknown) => boolean) =>
  json('getTicket', (ticket, _, { memory }) => {
    const key = `${name} ${ticket.id}`;
    if (fits(ticket[name]) && !memory.has(key)) memory.set(key, ticket[name]);
    return { ...ticket, [name]: memory.has(key) ? memory.get(key) : ticket[name] };
  });

/** The notes of a ticket read otherwise than they are. */
const notes = (change: (note: Record<string, unknown>) => Record<string, unknown>) =>
  json('getTicket', (ticket) => ({
    ...ticket,
    thread: ticket.thread.map((one: Record<string, unknown>) => (one.type === 'note' ? change(one) : one)),
  }));

/** A note in this format that has a heading in it is lost. */
const lost = (format: string | undefined) =>
  body(update, (sent) =>
    sent.noteFormat === format && /<h2>|^##/.test(String(sent.note)) ? { ...sent, note: 'Empty' } : sent,
  );

/** Files of a note hang on the ticket's first entry. */
const filesOnMessage = json('getTicket', (ticket) => {
  const [first, ...others] = ticket.thread;
  const attachments = ticket.thread.flatMap((one: { attachments?: object[] }) => one.attachments ?? []);
  if (attachments.length === 0) return ticket;
  const bare = others.map(({ attachments: _, attachment_count: __, ...one }: Record<string, unknown>) => one);
  return { ...ticket, thread: [{ ...first, attachments, attachment_count: attachments.length }, ...bare] };
});

export const updateTicketMutants: Mutant[] = [
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
  mutant(
    'updateTicket/unknown-404',
    'an unknown ticket is answered as updated',
    refusal(update, (answer, sent) =>
      answer.status === 404 ? made(200, 'text/plain', sent.params.number ?? '') : answer,
    ),
  ),
  mutant(
    'updateTicket/unknown-404',
    'an unknown ticket is answered with 400',
    refusalStatus(update, 400, (answer) => answer.status === 404),
  ),
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
  mutant(
    'updateTicket/updated-moves',
    'updated stays as it was',
    sticky('updated', () => true),
  ),
  mutant(
    'updateTicket/updated-moves',
    'updated goes back',
    json('getTicket', (ticket, _, { memory }) => {
      const reads = Number(memory.get(ticket.id) ?? 0) + 1;
      memory.set(ticket.id, reads);
      return { ...ticket, updated: `2020-01-01 00:00:${String(59 - (reads % 60)).padStart(2, '0')}` };
    }),
  ),
  mutant('updateTicket/topic-by-id', 'the topic is passed over', passedOver(update, 'topicId')),
  mutant('updateTicket/dueDate-stored', 'the due date is passed over', passedOver(update, 'dueDate')),
  mutant(
    'updateTicket/dueDate-stored',
    'the due date is a day early',
    field(
      'getTicket',
      'duedate',
      (date) => date && new Date(Date.parse(`${date}Z`) - 86_400_000).toISOString().slice(0, 19).replace('T', ' '),
    ),
  ),
  mutant(
    'updateTicket/dueDate-with-time',
    'the time of the due date is lost',
    field('getTicket', 'duedate', (date) => date && `${String(date).slice(0, 10)} 00:00:00`),
  ),
  mutant(
    'updateTicket/dueDate-with-time',
    'a due date with a time is refused',
    refusesBody(update, ({ dueDate }) => typeof dueDate === 'string' && dueDate.length > 10),
  ),
  mutant(
    'updateTicket/dueDate-null-clears',
    'null is passed over',
    passedOver(update, 'dueDate', (date) => date === null),
  ),
  mutant(
    'updateTicket/dueDate-null-clears',
    'null is refused',
    refusesBody(update, ({ dueDate }) => dueDate === null),
  ),
  mutant(
    'updateTicket/dueDate-future-clears-overdue',
    'a ticket stays overdue',
    sticky('isOverdue', (value) => value === true),
  ),
  ...refusals('updateTicket/dueDate-invalid-400', 'a due date that is none', 'dueDate'),
  ...refusals('updateTicket/dueDate-impossible-400', 'an impossible day', 'dueDate'),
  mutant(
    'updateTicket/closing-sets-closed',
    'closed stays null',
    field('getTicket', 'closed', () => null),
  ),
  mutant(
    'updateTicket/closing-sets-closed',
    'closed stays when a ticket is opened again',
    sticky('closed', (value) => value !== null),
  ),
  mutant('updateTicket/parent-stored', 'the parent is passed over', passedOver(update, 'parentTicketNumber')),
  mutant('updateTicket/parent-stored', 'nothing is changed', nothing),
  ...refusals('updateTicket/parent-unknown-refused', 'an unknown parent', 'parentTicketNumber'),
  ...refusals('updateTicket/parent-itself-refused', 'the ticket itself as its parent', 'parentTicketNumber'),
  ...refusals('updateTicket/parent-cycle-refused', 'a descendant as parent', 'parentTicketNumber'),
  mutant(
    'updateTicket/second-parent-refused',
    'a second parent is passed over',
    accepted(update, withoutField('parentTicketNumber')),
  ),
  mutant(
    'updateTicket/second-parent-refused',
    'a second parent is refused, but takes the place of the first',
    linkedAllTheSame(update),
  ),
  mutant(
    'updateTicket/parent-absent-501',
    'a parent is passed over',
    accepted(update, withoutField('parentTicketNumber')),
    withoutSubtickets,
  ),
  mutant(
    'updateTicket/parent-absent-501',
    'a parent is refused with 400',
    refusalStatus(update, 400, (answer) => answer.status === 501),
    withoutSubtickets,
  ),
  mutant('updateTicket/note-added', 'no note is added', nothing),
  mutant(
    'updateTicket/note-added',
    'the note says something else',
    storedAs(update, 'note', (note) => note && 'Another note'),
  ),
  mutant(
    'updateTicket/note-added',
    'the note is a message',
    notes((note) => ({ ...note, type: 'message' })),
  ),
  mutant(
    'updateTicket/note-format-text',
    'markup is taken out of a text',
    body(update, (sent) =>
      sent.noteFormat === 'text' ? { ...sent, note: String(sent.note).replaceAll(/<[^>]*>/g, '') } : sent,
    ),
  ),
  mutant(
    'updateTicket/note-format-text',
    'the format text is refused',
    refusesBody(update, ({ noteFormat }) => noteFormat === 'text'),
  ),
  mutant(
    'updateTicket/note-format-html',
    'the format html is refused',
    refusesBody(update, ({ noteFormat }) => noteFormat === 'html'),
  ),
  mutant('updateTicket/note-format-html', 'an HTML note is lost', lost('html')),
  mutant(
    'updateTicket/note-format-markdown',
    'the format markdown is refused',
    refusesBody(update, ({ noteFormat }) => noteFormat === 'markdown'),
  ),
  mutant('updateTicket/note-format-markdown', 'a Markdown note is lost', lost('markdown')),
  mutant('updateTicket/note-format-default-markdown', 'a note without format is lost', lost(undefined)),
  ...refusals('updateTicket/note-format-unknown-400', 'an unknown format', 'noteFormat'),
  mutant(
    'updateTicket/markdown-absent-501',
    'markdown is refused with 400',
    refusalStatus(update, 400, (answer) => answer.status === 501),
    withoutMarkdown,
  ),
  mutant(
    'updateTicket/markdown-absent-501',
    'markdown is refused, but the note is added',
    refusedButDone(update, withoutField('noteFormat')),
    withoutMarkdown,
  ),
  ...refusals('updateTicket/note-not-empty', 'an empty note', 'note'),
  ...refusals('updateTicket/note-title-too-long-refused', 'a title that is too long', 'noteTitle'),
  mutant('updateTicket/attachment-on-the-note', 'files of a note are listed with the message', filesOnMessage),
];
