/**
 * PATCH /tickets-update.php/{number}.{format}: changes the fields that are sent and no other
 * (updateTicket/only-sent-fields-change), adds a note, or both; all of it or nothing (updateTicket/all-or-nothing).
 */
import type { Updateable } from 'kysely';
import { fieldSchema } from '../../contract/fields.js';
import { operation } from '../../contract/operations.js';
import { requireCapability } from '../http/capability.js';
import type { Answer, ApiRequest } from '../http/operation.js';
import { refuse } from '../http/refusal.js';
import { databaseTime } from '../queries/clock.js';
import { type AttachableFile, withFiles } from '../queries/file-writes.js';
import { lookupTables } from '../queries/lookup-tables.js';
import type { Db } from '../queries/prepared.js';
import { lockTickets } from '../queries/subtickets.js';
import { threadIdOf } from '../queries/thread.js';
import { insertEntry, insertThread } from '../queries/thread-writes.js';
import { updatePriority } from '../queries/ticket-form.js';
import { type ChangingTicket, changeTicket, estimatedDueDate, readChangingTicket } from '../queries/ticket-writes.js';
import { inTransaction } from '../queries/transaction.js';
import { checkedAttachments } from '../rules/attachments.js';
import { requireDueDate } from '../rules/due-date.js';
import { takeInlineFiles } from '../rules/inline-files.js';
import { requireTicket } from '../rules/require-ticket.js';
import { refuseUnstorable } from '../rules/stored-text.js';
import { link } from '../rules/subtickets.js';
import { type NamedChanges, namedChanges } from '../rules/ticket-changes.js';
import type { Database } from '../store/tables.js';

/** Of either method. */
type Request = ApiRequest<'updateTicket'> | ApiRequest<'updateTicketByPut'>;
type Columns = Updateable<Database['ticket']>;

export const updateTicket = async (request: Request): Promise<Answer<'updateTicket'> & Answer<'updateTicketByPut'>> => {
  const { store, params, body, capabilities } = request;
  if (body.noteFormat === 'markdown' && body.note !== undefined) {
    requireCapability(capabilities, 'markdown', 'updateTicket/markdown-absent-501', 'noteFormat "markdown"');
  }
  if (body.parentTicketNumber !== undefined) {
    requireCapability(capabilities, 'subtickets', 'updateTicket/parent-absent-501', 'parentTicketNumber');
  }
  const format = body.noteFormat ?? (capabilities['markdown'] ? String(noteFormat['x-default']) : 'text');
  const note = body.note === undefined ? undefined : takeInlineFiles(body.note, format, request.files);
  if (note !== undefined) {
    refuseUnstorable(store, 'note', note.text, 'thread_entry', 'body');
    refuseUnstorable(
      store,
      'noteTitle',
      body.noteTitle ?? '',
      'thread_entry',
      'title',
      'updateTicket/note-title-too-long-refused',
    );
  }
  const files = checkedAttachments(store, body.attachments, request.files, 'updateTicket');
  await withFiles(store, note === undefined ? [] : [...files, ...note.files], request.now(), (attachable) =>
    inTransaction(store, (db) => write(request, note && { body: note.text, format }, attachable, db)),
  );
  return { status: 200, body: params.number };
};

/** The text of a note, as it is stored. */
interface Note {
  readonly body: string;
  readonly format: string;
}

async function write(
  request: Request,
  note: Note | undefined,
  files: readonly AttachableFile[],
  db: Db,
): Promise<void> {
  const { store, params, body, sent, now } = request;
  const id = await requireTicket(store, params.number, 'updateTicket/unknown-404', 'Ticket', db);
  await lockTickets(store, db, [id]);
  const ticket = await readChangingTicket(store, db, id);
  if (ticket === undefined)
    refuse({ requirement: 'updateTicket/unknown-404', message: 'Ticket not found: it has just been deleted.' });
  if (sent.size === 0) return;
  const time = await databaseTime(store, now(), db);
  const named = namedChanges(await lookupTables(store, db), body);
  const columns = { ...namedColumns(named, ticket, time), ...(await dueDateColumns(request, named, ticket, time, db)) };
  await changeTicket(db, id, columns, time);
  if (named.priority !== undefined) await updatePriority(db, id, named.priority);
  if (body.parentTicketNumber !== undefined) await linkToParent(request, id, time, db);
  if (note !== undefined) await addNote(request, note, id, files, time, db);
}

function namedColumns(
  { status, department, topic, sla, agent }: NamedChanges,
  ticket: ChangingTicket,
  time: string,
): Columns {
  return {
    ...(status && { status_id: status.id }),
    // updateTicket/closing-sets-closed. A status of the same state keeps the time.
    ...(status && status.state !== 'open' && ticket.closed === null && { closed: time }),
    ...(status && status.state === 'open' && ticket.closed !== null && { closed: null, reopened: time }),
    ...(department && { dept_id: department.id }),
    ...(topic && { topic_id: topic.id }),
    ...(sla && { sla_id: sla.id, est_duedate: estimatedDueDate(ticket.created, sla) }),
    ...(agent && { staff_id: agent.id }),
  };
}

/** updateTicket/dueDate-future-clears-overdue; a due date in the past makes an open ticket overdue at once. */
async function dueDateColumns(
  { store, body }: Request,
  { status }: NamedChanges,
  ticket: ChangingTicket,
  time: string,
  db: Db,
): Promise<Columns> {
  if (body.dueDate === undefined) return {};
  if (body.dueDate === null) return { duedate: null, isoverdue: 0 };
  const duedate = await requireDueDate(store, db, 'dueDate', body.dueDate, 'updateTicket/dueDate-invalid-400');
  if (duedate >= time) return { duedate, isoverdue: 0 };
  return (status?.state ?? ticket.state) === 'open' ? { duedate, isoverdue: 1 } : { duedate };
}

async function linkToParent({ store, body }: Request, child: number, time: string, db: Db): Promise<void> {
  const number = body.parentTicketNumber ?? '';
  const parent = await requireTicket(
    store,
    number,
    'updateTicket/parent-unknown-refused',
    'parentTicketNumber: ticket',
    db,
  );
  await link(
    store,
    db,
    { parent, child, time },
    {
      unknown: 'updateTicket/parent-unknown-refused',
      itself: 'updateTicket/parent-itself-refused',
      secondParent: 'updateTicket/second-parent-refused',
      cycle: 'updateTicket/parent-cycle-refused',
    },
  );
}

const { requestSchema = {} } = operation('updateTicket');
const noteTitle = fieldSchema(requestSchema, 'noteTitle');
const noteFormat = fieldSchema(requestSchema, 'noteFormat');

async function addNote(
  { store, body }: Request,
  note: Note,
  ticket: number,
  files: readonly AttachableFile[],
  time: string,
  db: Db,
): Promise<void> {
  const thread = (await threadIdOf(store, ticket, db)) ?? (await insertThread(db, ticket, time, null));
  const entry = {
    thread_id: thread,
    type: 'N',
    poster: 'API',
    source: 'API',
    title: body.noteTitle ?? String(noteTitle['x-default']),
    ...note,
  };
  await insertEntry(db, { ...entry, created: time, updated: time }, files);
}
