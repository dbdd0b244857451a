import type { Batch } from './tables.js';

/** The time on the rows that a new database begins with. */
const INSTALLED = '2026-01-01 00:00:00';
const times = { created: INSTALLED, updated: INSTALLED };

/** Bits that osTicket keeps in `flags`. */
export const ACTIVE_DEPARTMENT = 4;
export const ACTIVE_TOPIC = 2;
export const ACTIVE_SLA = 1;

/** IDs that a new database's settings name, as in a new osTicket installation. */
export const DEFAULT_DEPARTMENT_ID = 1;
export const DEFAULT_SLA_ID = 1;
export const DEFAULT_PRIORITY_ID = 2;

const status = (id: number, name: string, state: string) => ({
  id,
  name,
  state,
  mode: 3,
  sort: id,
  properties: '{}',
  ...times,
});
const priority = (priority_id: number, priority_desc: string, priority_color: string) => ({
  priority_id,
  priority: priority_desc.toLowerCase(),
  priority_desc,
  priority_color,
  priority_urgency: 5 - priority_id,
  ispublic: 1,
});
/** Fields of a form, with IDs from `first` on. */
const fields = (form_id: number, first: number, ...given: [name: string, label: string, type: string][]) =>
  given.map(([name, label, type], index) => ({
    id: first + index,
    form_id,
    name,
    label,
    type,
    sort: index + 1,
    ...times,
  }));
const setting = (key: string, value: number) => ({ namespace: 'core', key, value: String(value), updated: INSTALLED });

/** The forms of users and tickets. */
export const CONTACT_FORM_ID = 1;
export const TICKET_FORM_ID = 2;
/** Fields of the form of tickets. */
export const SUBJECT_FIELD_ID = 20;
export const PRIORITY_FIELD_ID = 22;

/** What osTicket's installer puts into a new database, as far as IDs elsewhere refer to it. */
export const defaultRows = {
  ticket_status: [
    status(1, 'Open', 'open'),
    status(2, 'Resolved', 'closed'),
    status(3, 'Closed', 'closed'),
    status(4, 'Archived', 'archived'),
    status(5, 'Deleted', 'deleted'),
  ],
  ticket_priority: [
    priority(1, 'Low', '#DDFFDD'),
    priority(2, 'Normal', '#FFFFF0'),
    priority(3, 'High', '#FEE7E7'),
    priority(4, 'Emergency', '#FEE7E7'),
  ],
  sla: [{ id: DEFAULT_SLA_ID, name: 'Default SLA', flags: ACTIVE_SLA, grace_period: 18, ...times }],
  department: [
    {
      id: DEFAULT_DEPARTMENT_ID,
      pid: null,
      name: 'Support',
      path: `/${DEFAULT_DEPARTMENT_ID}/`,
      flags: ACTIVE_DEPARTMENT,
      ispublic: 1,
      ...times,
    },
  ],
  form: [
    { id: CONTACT_FORM_ID, type: 'U', title: 'Contact Information', ...times },
    { id: TICKET_FORM_ID, type: 'T', title: 'Ticket Details', ...times },
  ],
  form_field: [
    ...fields(
      CONTACT_FORM_ID,
      1,
      ['email', 'Email Address', 'text'],
      ['name', 'Full Name', 'text'],
      ['phone', 'Phone Number', 'phone'],
      ['notes', 'Internal Notes', 'memo'],
    ),
    ...fields(
      TICKET_FORM_ID,
      SUBJECT_FIELD_ID,
      ['subject', 'Issue Summary', 'text'],
      ['message', 'Issue Details', 'thread'],
      ['priority', 'Priority Level', 'priority'],
    ),
  ],
  config: [
    setting('default_dept_id', DEFAULT_DEPARTMENT_ID),
    setting('default_sla_id', DEFAULT_SLA_ID),
    setting('default_priority_id', DEFAULT_PRIORITY_ID),
  ],
} satisfies Batch;
