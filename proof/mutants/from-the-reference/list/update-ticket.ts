import type { Faults } from './fault.ts';

export const faults = {
  'lower-case-status-ignored': {
    kind: 'some data',
    breaks: 'statusId, departmentId, slaId, staffId accept human-readable names (case-insensitive)',
    fault: 'A status name in small letters is ignored.',
  },
  'upper-case-staff-refused': {
    kind: 'some data',
    breaks: 'statusId, departmentId, slaId, staffId accept human-readable names (case-insensitive)',
    fault: 'A user name in capitals is refused.',
  },
  'sla-by-name-ignored': {
    kind: 'some data',
    breaks: 'slaId: SLA Plan name or ID',
    fault: 'An SLA plan that is given by its name is ignored.',
  },
  'note-hides-status': {
    kind: 'frame',
    breaks: 'All fields are optional - only include fields you want to update',
    fault: 'statusId is ignored where a note is given too.',
  },
  'closing-unassigns': {
    kind: 'frame',
    breaks: 'All fields are optional - only include fields you want to update',
    fault: 'Closing a ticket takes its agent away.',
  },
  'department-resets-priority': {
    kind: 'frame',
    breaks: 'All fields are optional - only include fields you want to update',
    fault: 'A change of department sets the priority to normal.',
  },
  'priority-clears-due-date': {
    kind: 'frame',
    breaks: 'All fields are optional - only include fields you want to update',
    fault: 'A change of priority clears the due date.',
  },
  'clearing-due-date-clears-sla': {
    kind: 'frame',
    breaks: 'Set to null to clear',
    fault: 'dueDate: null takes the SLA plan away too.',
  },
  'topic-moves-department': {
    kind: 'frame',
    breaks: 'All fields are optional - only include fields you want to update',
    fault: 'A change of topic moves the ticket to another department.',
  },
  'assignment-changes-topic': {
    kind: 'frame',
    breaks: 'All fields are optional - only include fields you want to update',
    fault: 'An assignment changes the topic.',
  },
  'closing-a-child-closes-its-parent': {
    kind: 'frame',
    breaks: 'Update ticket properties',
    fault: 'Closing a child closes its parent.',
  },
  'closing-a-parent-closes-its-children': {
    kind: 'frame',
    breaks: 'Update ticket properties',
    fault: 'Closing a parent closes its children.',
  },
  'child-note-goes-to-parent': {
    kind: 'family',
    breaks: 'note: Add internal note (staff only)',
    fault: 'A note for a child is added to its parent as well.',
  },
  'old-parent-stays': {
    kind: 'family',
    breaks: 'parentTicketNumber: Parent ticket number (makes this a subticket)',
    fault: 'A new parent is ignored where the ticket has one already.',
  },
  'note-zero-dropped': {
    kind: 'rich data',
    breaks: 'note: Add internal note',
    fault: 'The note "0" is not added.',
  },
  'note-end-cut': {
    kind: 'rich data',
    breaks: 'note: Add internal note',
    fault: 'A note of more than 1,000 characters loses its end.',
  },
  'text-note-rendered': {
    kind: 'too kind',
    breaks: 'noteFormat: "markdown", "html", "text"',
    fault: 'A note in the format text has its asterisks rendered as Markdown.',
  },
  'html-note-twice': {
    kind: 'frame',
    breaks: 'note: Add internal note',
    fault: 'A note in the format html is added twice.',
  },
  'second-note-file-dropped': {
    kind: 'files',
    breaks: 'attachments: File attachments (requires note)',
    fault: 'Of several files with a note, only the first is kept.',
  },
  'file-without-note-kept': {
    kind: 'refused but done',
    breaks: 'If attachments is provided without note, the API returns 400 Bad Request',
    fault: 'Files without a note are refused with 400, and kept in an entry.',
  },
  'half-an-update': {
    kind: 'refused but done',
    breaks: '400: Invalid request parameters',
    fault: 'An unknown status is refused with 400, and the priority beside it is set.',
  },
  'refused-department-note': {
    kind: 'refused but done',
    breaks: '400: Invalid request parameters',
    fault: 'An unknown department is refused, and the note beside it is added.',
  },
  'no-permission-note': {
    kind: 'refused but done',
    breaks: '403: API key lacks required permission',
    fault: 'A key without can_update_tickets gets 403, and its note is added.',
  },
  'wrong-key-updates': {
    kind: 'refused but done',
    breaks: '401: Missing or invalid API key',
    fault: 'A wrong key gets 401, and its priority is set.',
  },
  'overdue-stays-with-note': {
    kind: 'state',
    breaks: 'The overdue flag is automatically cleared when setting a future due date',
    fault: 'The overdue flag stays where a note is given with the future due date.',
  },
  'note-first-hides-the-rest': {
    kind: 'order',
    breaks: 'All fields are optional - only include fields you want to update',
    fault: 'Fields that follow the note in the body are ignored.',
  },
  'same-value-refused': {
    kind: 'done but refused',
    breaks: 'All fields are optional - only include fields you want to update',
    fault: 'Setting the priority that a ticket already has is refused with 400.',
  },
  'two-fields-answer-500': {
    kind: 'done but refused',
    breaks: 'Success (200 OK): Returns the updated ticket number as plain text',
    fault: 'An update of status and priority is done, and answered with 500.',
  },
  'unknown-staff-ignored': {
    kind: 'too kind',
    breaks: '400: Invalid request parameters',
    fault: 'An unknown agent beside a known status is ignored with 200.',
  },
  'answers-id': {
    kind: 'message',
    breaks: 'Returns the updated ticket number as plain text',
    fault: 'An update with a note returns the ID of the ticket.',
  },
  'xml-update-ignored': {
    kind: 'format',
    breaks: 'PATCH /api/tickets-update.php/{number}.{format}',
    fault: 'An update at .xml is answered with 200 and does nothing.',
  },
  'five-files-a-ticket': {
    kind: 'files',
    breaks: 'Maximum 5 files per request',
    fault: 'A note with files is refused where the ticket would have more than five of them.',
  },
  'priority-leaves-updated': {
    kind: 'state',
    breaks: 'updated',
    fault: 'A change of the priority alone does not move the time of the last change.',
  },
  'long-note-cut': {
    kind: 'rich data',
    breaks: 'string | Add internal note (staff only)',
    fault: 'A note of more than 10,000 characters is cut there.',
  },
  'sign-of-the-offset-lost': {
    kind: 'some data',
    breaks: 'string/null | Due date (ISO 8601). Set to null to clear.',
    fault: 'The sign of the offset of a due date is not read.',
  },
  'closed-not-assigned': {
    kind: 'state',
    breaks: 'string/int | Staff username or ID',
    fault: 'The agent of a closed ticket stays, whatever is sent.',
  },
  'former-agent-stays-away': {
    kind: 'state',
    breaks: 'string/int | Staff username or ID',
    fault: 'A ticket that was taken from an agent is not given back to that one.',
  },
  'closed-twice': {
    kind: 'state',
    breaks: 'closed',
    fault: 'A change from one closed status to another makes closed null.',
  },
  'namesake-dropped': {
    kind: 'files',
    breaks: 'attachments',
    fault: 'A file whose name the ticket has already is dropped.',
  },
} as const satisfies Faults;
