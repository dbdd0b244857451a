import type { Faults } from './fault.ts';

export const faults = {
  'last-emoji-cut': {
    kind: 'rich data',
    breaks: 'subject: Ticket subject',
    fault: 'A subject that ends in a character of four bytes loses that character.',
  },
  'blank-lines-collapse': {
    kind: 'rich data',
    breaks: 'message: Ticket message body',
    fault: 'An empty line inside a message is dropped.',
  },
  'apostrophe-backslash': {
    kind: 'rich data',
    breaks: "name: User's full name",
    fault: 'A name with an apostrophe is stored with a backslash before it.',
  },
  'plus-address-cut': {
    kind: 'some data',
    breaks: "email: User's email address",
    fault: 'The tag of an address such as a+b@example.com is cut off.',
  },
  'subject-zero-refused': {
    kind: 'some data',
    breaks: 'subject: Ticket subject',
    fault: 'The subject "0" is refused as if it were missing.',
  },
  'low-priority-is-normal': {
    kind: 'some data',
    breaks: 'priority: Priority name or ID',
    fault: 'The lowest priority, given by its name, is stored as the normal one.',
  },
  'priority-id-ignored': {
    kind: 'some data',
    breaks: 'priority: Priority name or ID',
    fault: 'A priority that is given by its ID is ignored.',
  },
  'time-of-day-dropped': {
    kind: 'some data',
    breaks: 'duedate: Due date (ISO 8601)',
    fault: 'The time of day of a due date is stored as midnight.',
  },
  'leap-day-moves': {
    kind: 'some data',
    breaks: 'duedate: Due date (ISO 8601)',
    fault: 'A due date on 29 February is stored as 1 March.',
  },
  'quiet-drops-files': {
    kind: 'frame',
    breaks: 'autorespond: Send auto-response email',
    fault: 'autorespond: false drops the attachments as well.',
  },
  'same-name-overwrites': {
    kind: 'files',
    breaks: 'Attachments are passed as a JSON array where each element is an object with the filename as key',
    fault: 'Two files of one name: the second takes the place of the first.',
  },
  'fifth-file-dropped': {
    kind: 'files',
    breaks: 'Max files per request: 5',
    fault: 'The fifth of five files is dropped.',
  },
  'capital-extension-refused': {
    kind: 'files',
    breaks: 'Supported MIME types: Images PNG, JPG/JPEG, GIF, SVG, WebP, BMP, ICO',
    fault: 'A file whose extension has capitals is refused with 400.',
  },
  'archive-refused': {
    kind: 'files',
    breaks: 'Archives ZIP, TAR, GZ, 7Z, RAR',
    fault: 'A 7Z archive is refused with 400.',
  },
  'ods-refused': {
    kind: 'files',
    breaks: 'Documents PDF, DOC, DOCX, XLS, XLSX, PPT, PPTX, ODT, ODS',
    fault: 'An ODS file is refused with 400.',
  },
  'six-files-taken': {
    kind: 'too kind',
    breaks: 'Max files per request: 5',
    fault: 'Six files are taken where two of them have the same content.',
  },
  'parent-by-id-ignored': {
    kind: 'family',
    breaks: 'parentTicketId: Parent ticket number/ID for subticket',
    fault: 'A parent that is given by its ID is ignored.',
  },
  'unknown-parent-created': {
    kind: 'refused but done',
    breaks: 'If parentTicketId specified, plugin verifies the parent ticket exists',
    fault: 'An unknown parent is refused, and the ticket is created all the same.',
  },
  'refused-priority-created': {
    kind: 'refused but done',
    breaks: '400: Invalid request parameters',
    fault: 'A creation that is refused with 400 for its files has made the ticket before.',
  },
  'no-permission-created': {
    kind: 'refused but done',
    breaks: '403: API key lacks required permission',
    fault: 'A key without can_create_tickets gets 403, and the ticket is created.',
  },
  'files-answer-500': {
    kind: 'done but refused',
    breaks: 'Success (201 Created): Returns the ticket number as plain text',
    fault: 'A creation with two files is answered with 500 after the ticket is made.',
  },
  'parent-answers-200': {
    kind: 'missed',
    breaks: 'Success (201 Created): Returns the ticket number as plain text',
    fault: 'A creation with a parent is answered with 200.',
  },
  'twin-of-child': {
    kind: 'family',
    breaks: 'Create a new ticket',
    fault: 'A creation with a parent makes two tickets.',
  },
  'same-subject-deduplicated': {
    kind: 'state',
    breaks: 'Create a new ticket',
    fault: 'A second creation with the subject of the one before makes nothing and returns the first number.',
  },
  'default-is-html': {
    kind: 'too kind',
    breaks: '"text" - Plain text (default)',
    fault: 'Without format, the tags of a message are dropped as if it were HTML.',
  },
  'source-email-is-api': {
    kind: 'some data',
    breaks: 'source: Ticket source "API", "Web", "Email"',
    fault: 'The source Email is stored as API.',
  },
  'topic-loses-to-department': {
    kind: 'frame',
    breaks: 'topicId: Help Topic ID',
    fault: 'topicId is ignored where departmentId is given too.',
  },
  'department-by-name-with-topic': {
    kind: 'frame',
    breaks: 'departmentId: Department name or ID',
    fault: 'departmentId is ignored where topicId is given too.',
  },
  'no-message-with-files': {
    kind: 'too kind',
    breaks: 'message: Required Yes',
    fault: 'A creation without message is taken where it has files.',
  },
  'null-name-taken': {
    kind: 'too kind',
    breaks: 'name: Required Yes',
    fault: 'name: null is taken.',
  },
  'long-ip-cut': {
    kind: 'rich data',
    breaks: 'ip: Client IP address',
    fault: 'An IPv6 address that is written in full is cut to 15 characters.',
  },
  'phone-sets-source': {
    kind: 'some data',
    breaks: 'source: string | No | Ticket source',
    fault: 'A creation with a phone number has the source Phone, whatever it says.',
  },
  'offset-keeps-the-day': {
    kind: 'some data',
    breaks: 'Due date (ISO 8601)',
    fault: 'A due date with an offset is taken to UTC, but stays on its day.',
  },
  'more-behind-the-json': {
    kind: 'too kind',
    breaks: '400: Invalid request parameters',
    fault: 'What follows the JSON object in the body is ignored.',
  },
  'number-of-a-deleted-one': {
    kind: 'state',
    breaks: 'Returns the ticket number as plain text.',
    fault: 'The number of a deleted ticket is given to the next one.',
  },
  'text-files-in-unix-lines': {
    kind: 'files',
    breaks: 'attachments',
    fault: 'The ends of lines in text files become those of Unix.',
  },
} as const satisfies Faults;
