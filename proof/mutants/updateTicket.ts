/** updateTicket broken on purpose; its refusals, names, dates, texts and attachments are in families/. */
import { resolve } from '../../contract/document.js';
import { operation } from '../../contract/operations.js';
import { errorJson, json, success } from '../../server/faults/answer.js';
import { andAlso, notDone } from '../../server/faults/effect.js';
import { at, both, type Fault, isSuccess } from '../../server/faults/fault.js';
import { nameOfFile } from '../../server/faults/files.js';
import { bodyOf, ignores, type Json, refusesBody, storedAs, withBody } from '../../server/faults/request.js';
import type { Row } from './engine/mutant.js';
import { stored } from './families/attachments.js';
import { numberReply } from './faults/number-reply.js';
import { linkedAllTheSame } from './faults/related-tickets.js';

const seen = { at: 'getTicket' } as const;
const { properties = {} } = resolve(operation('updateTicket').requestSchema ?? {});
/** Fields that are accepted alone. */
const alone = Object.keys(properties).filter((name) => !['noteTitle', 'noteFormat', 'attachments'].includes(name));

const nothing = notDone(numberReply);

/** An update sets a field that was not sent. */
const alsoSets = (name: string, value: unknown) =>
  andAlso(async ({ ask }, sent) => name in (bodyOf(sent) ?? {}) || ask('PATCH', sent.url, { [name]: value }));

/** Each field is stored as far as it goes, one after the other; the answer is the refusal of all together. */
const oneByOne: Fault = async (sent, forward) => {
  const answer = await forward(sent);
  if (isSuccess(answer)) return answer;
  for (const [name, value] of Object.entries(bodyOf(sent) ?? {})) await forward(withBody(sent, { [name]: value }));
  return answer;
};

/** What a ticket once showed in a field stays, if it fits. */
const sticky = (name: string, fits: (value: unknown) => boolean = () => true) =>
  json((ticket, _, { memory }) => {
    const key = `${name} ${ticket.id}`;
    if (fits(ticket[name]) && !memory.has(key)) memory.set(key, ticket[name]);
    return { ...ticket, [name]: memory.has(key) ? memory.get(key) : ticket[name] };
  });

/** Each time that a ticket is read, it was updated earlier. */
const goesBack = json((ticket, _, { memory }) => {
  const reads = Number(memory.get(ticket.id) ?? 0) + 1;
  memory.set(ticket.id, reads);
  return { ...ticket, updated: `2020-01-01 00:00:${String(59 - (reads % 60)).padStart(2, '0')}` };
});

type Entry = Record<string, unknown> & { attachments?: Json[] };

/** The entry that an update adds is one of the user. */
const notesAreMessages = andAlso(async ({ store: { db } }, sent) => {
  if (bodyOf(sent)?.note === undefined) return;
  const newest = await db.selectFrom('thread_entry').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst();
  await db
    .updateTable('thread_entry')
    .set({ type: 'M' })
    .where('id', '=', newest?.id ?? 0)
    .execute();
});

/** Files of a note hang on the ticket's first entry. */
const filesOnMessage = json((ticket) => {
  const [first, ...others] = ticket.thread as Entry[];
  const attachments = [first, ...others].flatMap((one) => one?.attachments ?? []);
  if (attachments.length === 0) return ticket;
  const bare = others.map(({ attachments: _, attachment_count: __, ...one }) => one);
  return { ...ticket, thread: [{ ...first, attachments, attachment_count: attachments.length }, ...bare] };
});

/** The same with the first note that has any. */
const filesOnFirstNote = json((ticket) => {
  const thread = ticket.thread as Entry[];
  const first = thread.findIndex((one) => one.type === 'note' && one.attachments);
  const attachments = thread.slice(first).flatMap((one) => one.attachments ?? []);
  const moved = thread.map(({ attachments: its, attachment_count, ...one }, index) => {
    if (index === first) return { ...one, attachments, attachment_count: attachments.length };
    return index > first || !its ? one : { ...one, attachments: its, attachment_count };
  });
  return first < 0 ? ticket : { ...ticket, thread: moved };
});

const firstOfItsName = stored((all) =>
  all.map((item) => all.find((other) => nameOfFile(other) === nameOfFile(item)) ?? item),
);

const xmlForXml = success((answer, { params }) =>
  params.format === 'xml' ? { ...answer, headers: { 'content-type': 'application/xml' } } : answer,
);

const archived = { id: 4, name: 'Archived', state: 'closed' };
const listsButRefusesArchived = both(
  at(
    'listTicketStatuses',
    json((all) => [...all, archived]),
  ),
  at(
    'updateTicket',
    refusesBody(({ statusId }) => statusId === archived.name),
  ),
);

export const updateTicket: Row[] = [
  ['updateTicket/answers-plain-text', 'the number is sent as XML for .xml', xmlForXml],
  ...alone.map(
    (name): Row => [
      'updateTicket/all-fields-optional',
      `${name} alone is refused`,
      refusesBody((sent) => Object.keys(sent).length === 1 && name in sent),
    ],
  ),
  ['updateTicket/only-sent-fields-change', 'an update sets the priority back to its default', alsoSets('priority', 2)],
  ['updateTicket/only-sent-fields-change', 'an update takes the due date away', alsoSets('dueDate', null)],
  ['updateTicket/only-sent-fields-change', 'an update adds a note', alsoSets('note', 'Updated.')],
  [
    'updateTicket/unknown-field-refused',
    'the message does not name the field',
    errorJson(() => ({ error: true, message: 'Bad Request' })),
  ],
  ['updateTicket/all-or-nothing', 'the good fields of a refused update are stored', oneByOne],
  ['updateTicket/updated-moves', 'updated stays as it was', sticky('updated'), seen],
  ['updateTicket/updated-moves', 'updated goes back', goesBack, seen],
  ['updateTicket/dueDate-null-clears', 'null is ignored', ignores('dueDate', (date) => date === null)],
  ['updateTicket/dueDate-null-clears', 'null is refused', refusesBody(({ dueDate }) => dueDate === null)],
  [
    'updateTicket/dueDate-future-clears-overdue',
    'a ticket stays overdue',
    sticky('isOverdue', (value) => value === true),
    seen,
  ],
  [
    'updateTicket/closing-sets-closed',
    'closed stays when a ticket is opened again',
    sticky('closed', (value) => value !== null),
    seen,
  ],
  ['updateTicket/status-archived', 'a listed status "Archived" is refused', listsButRefusesArchived, { at: 'all' }],
  ['updateTicket/second-parent-refused', 'is refused, but takes the place of the first', linkedAllTheSame],
  ['updateTicket/parent-stored', 'nothing is changed', nothing],
  ['updateTicket/note-added', 'no note is added', nothing],
  ['updateTicket/note-added', 'the note says something else', storedAs('note', (note) => note && 'Another note')],
  ['updateTicket/note-added', 'the note is a message', notesAreMessages],
  ['updateTicket/attachment-on-the-note', 'files of a note are listed with the message', filesOnMessage, seen],
  ['updateTicket/attachment-on-the-note', 'files of notes are listed with the first', filesOnFirstNote, seen],
  ['updateTicket/attachment-stored', 'of files with one name, the first is stored for all', firstOfItsName],
];
