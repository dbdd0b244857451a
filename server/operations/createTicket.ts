/**
 * POST /tickets.json: creates a ticket with its first message. What the help topic and the department bring along is
 * taken where the caller names nothing, as osTicket does it. Fields that are not listed are kept where a form of the
 * database knows them.
 */

import { requireCapability } from '../http/capability.js';
import type { ApiRequest, Handler } from '../http/operation.js';
import { refuse } from '../http/refusal.js';
import { databaseTime } from '../queries/clock.js';
import { defaultDepartment, defaultPriority, defaultSla, openStatus } from '../queries/defaults.js';
import { type AttachableFile, withFiles } from '../queries/file-writes.js';
import { type LookupTables, lookupTables } from '../queries/lookup-tables.js';
import { findDepartment, findPriority, findTopic } from '../queries/names.js';
import type { Db } from '../queries/prepared.js';
import { lockTickets } from '../queries/subtickets.js';
import { insertEntry, insertThread } from '../queries/thread-writes.js';
import { insertTicketForm } from '../queries/ticket-form.js';
import { ticketIdByNumberOrId } from '../queries/ticket-lookup.js';
import { newTicketNumber } from '../queries/ticket-number.js';
import { estimatedDueDate, insertTicket } from '../queries/ticket-writes.js';
import { inTransaction } from '../queries/transaction.js';
import { userWithAddress } from '../queries/users.js';
import { checkedAttachments } from '../rules/attachments.js';
import { requireDueDate } from '../rules/due-date.js';
import { formValues } from '../rules/form-values.js';
import { takeInlineFiles } from '../rules/inline-files.js';
import { refuseUnstorable } from '../rules/stored-text.js';

type Request = ApiRequest<'createTicket'>;

export const createTicket: Handler<'createTicket'> = async (request) => {
  const { store, body, capabilities, autorespond } = request;
  if (body.format === 'markdown')
    requireCapability(capabilities, 'markdown', 'createTicket/markdown-absent-501', 'format "markdown"');
  if (body.parentTicketId !== undefined)
    requireCapability(capabilities, 'subtickets', 'createTicket/parent-absent-501', 'parentTicketId');
  refuseUnstorable(store, 'name', body.name, 'user', 'name', 'createTicket/too-long-refused');
  refuseUnstorable(store, 'email', body.email, 'user_email', 'address', 'createTicket/too-long-refused');
  // It stands in two places; this one holds less.
  refuseUnstorable(store, 'subject', body.subject, 'form_entry_values', 'value');
  const message = takeInlineFiles(body.message, body.format, request.files);
  refuseUnstorable(store, 'message', message.text, 'thread_entry', 'body');
  const files = [...checkedAttachments(store, body.attachments, request.files, 'createTicket'), ...message.files];
  const number = await withFiles(store, files, request.now(), (attachable) =>
    inTransaction(store, (db) => write(request, message.text, attachable, db)),
  );
  if (body.autorespond) autorespond({ to: body.email, number, subject: body.subject });
  return { status: 201, body: number };
};

async function write(
  { store, body, now }: Request,
  text: string,
  files: readonly AttachableFile[],
  db: Db,
): Promise<string> {
  const time = await databaseTime(store, now(), db);
  const number = await newTicketNumber(store, db);
  const tables = await lookupTables(store, db);
  const { topic, department, priority, sla } = routed(tables, body);
  const duedate =
    body.duedate === undefined
      ? null
      : await requireDueDate(store, db, 'duedate', body.duedate, 'createTicket/duedate-invalid-400');
  const parent = await verifiedParent({ store, body }, db);
  const forms = await formValues(store, db, body, topic?.id ?? 0);
  const { userId, emailId } = await userWithAddress(store, db, {
    name: body.name,
    email: body.email,
    contact: forms.user,
    time,
  });
  const ticket = await insertTicket(db, {
    ticket_pid: parent,
    number,
    user_id: userId,
    user_email_id: emailId,
    status_id: openStatus(tables, topic?.statusId).id,
    dept_id: department.id,
    sla_id: sla?.id ?? 0,
    topic_id: topic?.id ?? 0,
    staff_id: topic?.staffId ?? 0,
    team_id: topic?.teamId ?? 0,
    ip_address: body.ip ?? '',
    source: body.source,
    isoverdue: duedate !== null && duedate < time ? 1 : 0,
    duedate,
    est_duedate: estimatedDueDate(time, sla),
    lastupdate: time,
    created: time,
    updated: time,
  });
  await insertTicketForm(db, ticket, body.subject, priority, time, forms.ticket);
  const thread = await insertThread(db, ticket, time, time);
  const message = {
    thread_id: thread,
    type: 'M',
    user_id: userId,
    poster: body.name,
    source: body.source,
    body: text,
    format: body.format,
    ip_address: body.ip ?? '',
  };
  await insertEntry(db, { ...message, created: time, updated: time }, files);
  return number;
}

/** Where the ticket goes: what the caller names, then what the help topic says, then the defaults. */
function routed(tables: LookupTables, body: Request['body']) {
  const topic = body.topicId === undefined ? undefined : findTopic(tables, body.topicId);
  if (body.topicId !== undefined && topic === undefined) {
    refuse({
      requirement: 'createTicket/topic-unknown-refused',
      message: `topicId: no active help topic has the ID ${body.topicId}.`,
    });
  }
  const wantedDepartment =
    body.departmentId === undefined ? undefined : findDepartment(tables, body.departmentId, 'active');
  if (body.departmentId !== undefined && wantedDepartment === undefined) {
    refuse({
      requirement: 'createTicket/department-unknown-refused',
      message: `departmentId: no active department has the name or the ID "${body.departmentId}".`,
    });
  }
  const wantedPriority = body.priority === undefined ? undefined : findPriority(tables, body.priority);
  if (body.priority !== undefined && wantedPriority === undefined) {
    refuse({
      requirement: 'createTicket/priority-unknown-refused',
      message: `priority: no priority has the name or the ID "${body.priority}".`,
    });
  }
  const department = wantedDepartment ?? tables.departments.get(topic?.departmentId ?? 0) ?? defaultDepartment(tables);
  return {
    topic,
    department,
    priority: wantedPriority ?? tables.priorities.get(topic?.priorityId ?? 0) ?? defaultPriority(tables),
    sla: tables.slas.get(topic?.slaId ?? 0) ?? tables.slas.get(department.slaId) ?? defaultSla(tables),
  };
}

/** createTicket/parent-verified: the parent's ID, locked so that nobody deletes it before the commit. */
async function verifiedParent({ store, body }: Pick<Request, 'store' | 'body'>, db: Db): Promise<number | null> {
  if (body.parentTicketId === undefined) return null;
  const parent = await ticketIdByNumberOrId(store, body.parentTicketId, db);
  if (parent === undefined || !(await lockTickets(store, db, [parent])).has(parent)) {
    refuse({
      requirement: 'createTicket/parent-verified',
      message: `parentTicketId: no ticket has the number or the ID ${body.parentTicketId}.`,
    });
  }
  return parent;
}
