/** The faults of updateTicket and updateTicketByPut, built. */
import { text } from '../../../server/faults/answer.js';
import { type Environment, errorReply, type Fault, isSuccess } from '../../../server/faults/fault.js';
import { itemsOf } from '../../../server/faults/files.js';
import { anyKeyDoes } from '../../../server/faults/key.js';
import { body, bodyOf, ignores, type Json, refuses, refusesBody, withBody } from '../../../server/faults/request.js';
import { text as textOfField, ticketOf } from '../families/sequences.js';
import { also, copiesNote, set, sets } from '../faults/also.js';
import { type Built, rowsOf } from './built.js';
import { faults } from './list/update-ticket.js';
import { faults as faultsByPut } from './list/update-ticket-by-put.js';
import { answeredAs, doneInPart, read } from './pieces.js';
import { closedNotAssigned, closedTwice, formerAgentStaysAway, namesakeDropped } from './updates.js';

const isDigits = (value: unknown) => /^\d+$/.test(String(value));
const has =
  (...fields: string[]) =>
  (sent: Json) =>
    fields.every((field) => sent[field] !== undefined);

const priorityIs2 = also(
  (db, { own }) => db.updateTable('ticket__cdata').set({ priority: '2' }).where('ticket_id', '=', own).execute(),
  (sent) => 'departmentId' in sent && !('priority' in sent),
);

/** Where a ticket was closed, others are. */
const closing = (change: Parameters<typeof also>[0]) =>
  also(async (db, kin, sent) => {
    const own = await db.selectFrom('ticket').select('closed').where('ticket_id', '=', kin.own).executeTakeFirst();
    if (own?.closed) await change(db, kin, sent);
  }, has('statusId'));

const onlyFirstFile = body((sent) =>
  Array.isArray(sent.attachments) ? { ...sent, attachments: sent.attachments.slice(0, 1) } : sent,
);

const parentStays: Fault = async (sent, forward, environment) => {
  const { parentTicketNumber: parent, ...others } = bodyOf(sent) ?? {};
  const own = await ticketOf(environment, sent.params.number ?? '');
  const known = own?.ticket_pid && (await ticketOf(environment, String(parent)));
  return forward(known ? withBody(sent, { noteTitle: 'none', ...others }) : sent);
};

const overdueStays: Fault = async (sent, forward, environment) => {
  const before = await ticketOf(environment, sent.params.number ?? '');
  const answer = await forward(sent);
  const { db } = environment.store;
  if (isSuccess(answer) && before?.isoverdue && has('note', 'dueDate')(bodyOf(sent) ?? {})) {
    await db.updateTable('ticket').set({ isoverdue: 1 }).where('ticket_id', '=', before.ticket_id).execute();
  }
  return answer;
};

const untilNote = body((sent) => {
  const names = Object.keys(sent);
  const place = names.indexOf('note');
  const ofTheNote = ['note', 'noteTitle', 'noteFormat', 'attachments'];
  return place < 0
    ? sent
    : Object.fromEntries(Object.entries(sent).filter(([name], index) => index < place || ofTheNote.includes(name)));
});

const hasThatPriority = async (sent: Parameters<Fault>[0], environment: Environment) => {
  const { priority } = bodyOf(sent) ?? {};
  if (priority === undefined) return false;
  const ticket = await read(environment, sent.params.number ?? '');
  return (
    ticket !== undefined &&
    [String(ticket.priorityId), ticket.priority?.toLowerCase()].includes(String(priority).toLowerCase())
  );
};

const unknownStaffIgnored: Fault = async (sent, forward) => {
  const answer = await forward(sent);
  const { staffId, ...others } = bodyOf(sent) ?? {};
  if (answer.status < 400 || staffId === undefined || others.statusId === undefined) return answer;
  const without = await forward(withBody(sent, others));
  return isSuccess(without) ? without : answer;
};

const answersId = text(async (number, sent, environment) =>
  has('note')(bodyOf(sent) ?? {}) ? String((await ticketOf(environment, number.trim()))?.ticket_id) : number,
);

const ignoredAtXml: Fault = async (sent, forward, environment) => {
  const ticket = await ticketOf(environment, sent.params.number ?? '');
  const isXml = /\.xml(\?|$)/.test(sent.url);
  return forward(isXml && ticket && bodyOf(sent) ? withBody(sent, { statusId: ticket.status_id }) : sent);
};

const hasFive = async (sent: Parameters<Fault>[0], environment: Environment) => {
  const more = itemsOf(bodyOf(sent) ?? {}).length;
  const ticket = more > 0 ? await read(environment, sent.params.number ?? '') : undefined;
  const entries: { attachments?: unknown[] }[] = ticket?.thread ?? [];
  return entries.reduce((sum, { attachments = [] }) => sum + attachments.length, more) > 5;
};

const stillUpdated: Fault = async (sent, forward, environment) => {
  const before = await ticketOf(environment, sent.params.number ?? '');
  const answer = await forward(sent);
  if (isSuccess(answer) && before && Object.keys(bodyOf(sent) ?? {}).join() === 'priority') {
    const { ticket_id: id, updated } = before;
    await environment.store.db.updateTable('ticket').set({ updated }).where('ticket_id', '=', id).execute();
  }
  return answer;
};

const built: Built<typeof faults> = {
  'five-files-a-ticket': ['updateTicket/answers-200', refuses(hasFive)],
  'priority-leaves-updated': ['updateTicket/updated-moves', stillUpdated],
  'lower-case-status-ignored': [
    'updateTicket/status-name-any-case',
    ignores('statusId', (value) => typeof value === 'string' && /[a-z]/.test(value) && value === value.toLowerCase()),
  ],
  'upper-case-staff-refused': [
    'updateTicket/staff-name-any-case',
    refusesBody(
      ({ staffId }) => typeof staffId === 'string' && /[A-Z]/.test(staffId) && staffId === staffId.toUpperCase(),
    ),
  ],
  'sla-by-name-ignored': ['updateTicket/sla-by-name', ignores('slaId', (value) => !isDigits(value))],
  'note-hides-status': [
    'updateTicket/status-by-id',
    body(({ statusId, ...sent }) => (sent.note === undefined ? { ...sent, statusId } : sent)),
  ],
  'closing-unassigns': [
    'updateTicket/only-sent-fields-change',
    closing((db, { own }) => set(db, [own], { staff_id: 0 })),
  ],
  'department-resets-priority': ['updateTicket/only-sent-fields-change', priorityIs2],
  'priority-clears-due-date': [
    'updateTicket/only-sent-fields-change',
    also(sets({ duedate: null }), (sent) => 'priority' in sent && !('dueDate' in sent)),
  ],
  'clearing-due-date-clears-sla': [
    'updateTicket/only-sent-fields-change',
    also(sets({ sla_id: 0 }), (sent) => sent.dueDate === null && !('slaId' in sent)),
  ],
  'topic-moves-department': [
    'updateTicket/only-sent-fields-change',
    also(sets({ dept_id: 3 }), (sent) => 'topicId' in sent && !('departmentId' in sent)),
  ],
  'assignment-changes-topic': [
    'updateTicket/only-sent-fields-change',
    also(sets({ topic_id: 2 }), (sent) => 'staffId' in sent && !('topicId' in sent)),
  ],
  'closing-a-child-closes-its-parent': [
    'updateTicket/others-untouched',
    closing((db, { parent }) => set(db, [parent], { status_id: 3 })),
  ],
  'closing-a-parent-closes-its-children': [
    'updateTicket/others-untouched',
    closing((db, { children }) => set(db, children, { status_id: 3 })),
  ],
  'child-note-goes-to-parent': [
    'updateTicket/others-untouched',
    also(
      copiesNote(({ parent }) => [parent]),
      has('note'),
    ),
  ],
  'old-parent-stays': ['updateTicket/second-parent-refused', parentStays],
  'note-zero-dropped': ['updateTicket/note-format-text', ignores('note', (value) => value === '0')],
  'note-end-cut': ['updateTicket/note-format-text', textOfField('note', (note) => note.slice(0, 1000))],
  'text-note-rendered': [
    'updateTicket/note-format-text',
    body(({ note, ...sent }) =>
      sent.noteFormat === 'text' && typeof note === 'string'
        ? { ...sent, note: note.replaceAll(/\*\*(.+?)\*\*/g, '<strong>$1</strong>') }
        : { ...sent, ...(note === undefined ? {} : { note }) },
    ),
  ],
  'html-note-twice': [
    'updateTicket/note-added-once',
    also(
      copiesNote(({ own }) => [own]),
      (sent) => sent.noteFormat === 'html' && 'note' in sent,
    ),
  ],
  'second-note-file-dropped': ['updateTicket/attachment-stored', onlyFirstFile],
  'file-without-note-kept': [
    'updateTicket/attachments-need-a-note',
    doneInPart([400], (sent) => (sent.attachments && sent.note === undefined ? { ...sent, note: 'Files' } : undefined)),
  ],
  'half-an-update': [
    'updateTicket/all-or-nothing',
    doneInPart([400, 404], ({ statusId, priority }) =>
      statusId !== undefined && priority !== undefined ? { priority } : undefined,
    ),
  ],
  'refused-department-note': [
    'updateTicket/all-or-nothing',
    doneInPart([400, 404], ({ departmentId, note }) =>
      departmentId !== undefined && note !== undefined ? { note } : undefined,
    ),
  ],
  'no-permission-note': [
    'permissions/refused-without-effect',
    doneInPart([403], ({ note }) => (note === undefined ? undefined : { note })),
    { of: ['updateTicket'] },
  ],
  'wrong-key-updates': [
    'auth/refused-without-effect',
    doneInPart([401], ({ priority }) => (priority === undefined ? undefined : { priority })),
    { of: ['updateTicket'] },
  ],
  'overdue-stays-with-note': ['updateTicket/dueDate-future-clears-overdue', overdueStays],
  'note-first-hides-the-rest': ['updateTicket/status-by-id', untilNote],
  'same-value-refused': ['updateTicket/answers-200', refuses(hasThatPriority)],
  'two-fields-answer-500': ['updateTicket/answers-200', answeredAs(has('statusId', 'priority'), () => errorReply(500))],
  'unknown-staff-ignored': ['updateTicket/staff-unknown-refused', unknownStaffIgnored],
  'answers-id': ['updateTicket/answers-the-number', answersId],
  'xml-update-ignored': ['updateTicket/department-by-id', ignoredAtXml],
  'long-note-cut': ['updateTicket/note-format-text', textOfField('note', (note) => note.slice(0, 10_000))],
  'sign-of-the-offset-lost': [
    'updateTicket/dueDate-with-offset',
    textOfField('dueDate', (due) => due.replace(/(T.*)-(\d\d:?\d\d)$/, '$1+$2')),
  ],
  'closed-not-assigned': ['updateTicket/staff-by-id', closedNotAssigned],
  'former-agent-stays-away': ['updateTicket/staff-by-id', formerAgentStaysAway],
  'closed-twice': ['updateTicket/closing-sets-closed', closedTwice, { at: 'all' }],
  'namesake-dropped': ['updateTicket/attachment-stored', namesakeDropped],
};

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const builtByPut: Built<typeof faultsByPut> = {
  'put-escapes-html': [
    'updateTicketByPut/same-as-patch',
    body((sent) => (sent.noteFormat === 'html' ? { ...sent, note: escaped(String(sent.note)) } : sent)),
  ],
  'put-drops-note': [
    'updateTicketByPut/same-as-patch',
    body(({ note: _, noteTitle: __, noteFormat: ___, attachments: ____, ...sent }) => sent),
  ],
  'put-without-permission': ['updateTicketByPut/permission', anyKeyDoes],
  'put-clears-due-date': [
    'updateTicketByPut/only-sent-fields-change',
    also(sets({ duedate: null }), (sent) => !('dueDate' in sent)),
  ],
};

export const updateTicket = rowsOf('updateTicket', faults, built);
export const updateTicketByPut = rowsOf('updateTicketByPut', faultsByPut, builtByPut);
