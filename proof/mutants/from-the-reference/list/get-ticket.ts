import type { Faults } from './fault.ts';

export const faults = {
  'by-id-without-thread': {
    kind: 'missed',
    breaks: 'Retrieve details of a single ticket including all thread entries',
    fault: 'Read by its ID, a ticket has an empty thread.',
  },
  'id-before-number': {
    kind: 'missed',
    breaks: 'First tries lookupByNumber(), then falls back to lookup() (by ID)',
    fault: 'A text of digits that is a number and an ID is read as the ID.',
  },
  'twelfth-child-cut': {
    kind: 'family',
    breaks: 'The children array contains internal database IDs of child tickets',
    fault: 'Only the first ten children are in the array.',
  },
  'children-are-numbers': {
    kind: 'family',
    breaks: 'The children array contains internal database IDs of child tickets (not ticket numbers)',
    fault: 'From the second child on, the array holds ticket numbers.',
  },
  'grandchildren-are-children': {
    kind: 'family',
    breaks: 'The children array contains internal database IDs of child tickets',
    fault: 'The array holds grandchildren as well.',
  },
  'xml-ampersand-twice': {
    kind: 'format',
    breaks: '.xml - XML response',
    fault: 'In XML, an ampersand of a subject is escaped twice.',
  },
  'xml-four-bytes-lost': {
    kind: 'format',
    breaks: '.xml - XML response',
    fault: 'In XML, characters of four bytes become question marks.',
  },
  'xml-without-notes': {
    kind: 'format',
    breaks: 'Retrieve details of a single ticket including all thread entries',
    fault: 'In XML, the notes of the thread are missing.',
  },
  'xml-without-files': {
    kind: 'format',
    breaks: 'Thread entries that have file attachments include an attachments array and an attachment_count field',
    fault: 'In XML, attachments are missing.',
  },
  'xml-due-date-without-time': {
    kind: 'format',
    breaks: 'duedate: "2025-11-15 10:30:00"',
    fault: 'In XML, the due date has no time of day.',
  },
  'thread-ends-at-25': {
    kind: 'rich data',
    breaks: 'Retrieve details of a single ticket including all thread entries',
    fault: 'A thread has at most 25 entries.',
  },
  'count-stays-one': {
    kind: 'files',
    breaks: 'Thread entries that have file attachments include an attachments array and an attachment_count field',
    fault: 'attachment_count is 1 for any number of files.',
  },
  'notes-count-zero': {
    kind: 'files',
    breaks: 'Thread entries without attachments do not include the attachments or attachment_count fields',
    fault: 'Notes without files have an attachment_count of 0.',
  },
  'filename-lower-case': {
    kind: 'files',
    breaks: 'filename: Original filename',
    fault: 'File names are in small letters.',
  },
  'second-file-id-is-first': {
    kind: 'files',
    breaks: 'file_id: File ID — use with Download Attachment endpoint',
    fault: 'The second file of an entry has the file_id of the first.',
  },
  'pdf-is-octets': {
    kind: 'files',
    breaks: 'mime_type: MIME type (e.g., "image/png", "application/pdf")',
    fault: 'A PDF has the type application/octet-stream.',
  },
  'titled-note-is-response': {
    kind: 'some data',
    breaks: '"note" - Internal note (staff only)',
    fault: 'A note with a title has the type response.',
  },
  'closed-stays-null': {
    kind: 'state',
    breaks: 'closed',
    fault: 'The time of closing of a ticket that was closed by an update stays null.',
  },
  'closed-after-reopening': {
    kind: 'state',
    breaks: 'closed: null',
    fault: 'A ticket that was reopened keeps its time of closing.',
  },
  'first-read-is-stale': {
    kind: 'order',
    breaks: 'Retrieve details of a single ticket',
    fault: 'The first reading after an update shows the ticket as it was before.',
  },
  'deleted-read-by-id': {
    kind: 'state',
    breaks: 'Ticket and all thread entries will be permanently deleted',
    fault: 'A deleted ticket can still be read by its ID.',
  },
  'xml-without-permission': {
    kind: 'permission',
    breaks: 'GET /tickets/:number: can_read_tickets',
    fault: 'Reading as XML needs no can_read_tickets.',
  },
  'forbidden-with-content': {
    kind: 'permission',
    breaks: '403: API key lacks required permission',
    fault: 'The 403 of a key without permission carries the ticket beside the error.',
  },
  'key-prefix-enough': {
    kind: 'permission',
    breaks: '401: Missing or invalid API key',
    fault: 'The first half of a key is enough to read.',
  },
  'reading-moves-updated': {
    kind: 'frame',
    breaks: 'Retrieve details of a single ticket',
    fault: 'Reading a ticket by XML moves its updated time.',
  },
  'missing-is-no-error': {
    kind: 'message',
    breaks: 'Standard Error Response Format: "error": true',
    fault: 'The 404 of an unknown ticket has error: false.',
  },
  'same-name-one-address': {
    kind: 'some data',
    breaks: 'user: "email"',
    fault: 'Of two users with one name, both tickets show the address of the first.',
  },
  'topic-stays': {
    kind: 'state',
    breaks: 'topicId, topic',
    fault: 'After an update of topicId, topic still shows the name of the old one.',
  },
  'closed-not-by-id': {
    kind: 'state',
    breaks: 'falls back to lookup() (by ID)',
    fault: 'A closed ticket is not found by its ID.',
  },
} as const satisfies Faults;
