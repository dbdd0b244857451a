import type { Faults } from './fault.ts';

export const faults = {
  'children-go-too': {
    kind: 'family',
    breaks: 'Permanently delete a ticket from the database',
    fault: 'A deletion takes the children along.',
  },
  'grandchildren-go-too': {
    kind: 'family',
    breaks: 'Permanently delete a ticket from the database',
    fault: 'A deletion takes the children of its children along.',
  },
  'only-closed': {
    kind: 'missed',
    breaks: 'Ticket and all thread entries will be permanently deleted',
    fault: 'A ticket with a note is closed, not deleted.',
  },
  'xml-deletes-nothing': {
    kind: 'format',
    breaks: 'DELETE /api/tickets-delete.php/{number}.{format}',
    fault: 'A deletion at .xml is answered with 200 and does nothing.',
  },
  'forbidden-deletes': {
    kind: 'refused but done',
    breaks: 'DELETE /tickets/:number | can_delete_tickets',
    fault: 'A key without can_delete_tickets gets 403, and the ticket is deleted.',
  },
  'parent-answers-500': {
    kind: 'done but refused',
    breaks: 'Success (200 OK): Returns the deleted ticket number as plain text',
    fault: 'The deletion of a ticket with children is done, and answered with 500.',
  },
  'file-still-served': {
    kind: 'files',
    breaks: 'File not linked to a ticket attachment: 403',
    fault: 'The files of a deleted ticket can still be downloaded.',
  },
  'sibling-file-goes': {
    kind: 'files',
    breaks: 'Permanently delete a ticket',
    fault: 'A file of the same name on another ticket goes with the deleted one.',
  },
  'closed-needs-no-permission': {
    kind: 'permission',
    breaks: 'DELETE /tickets/:number | can_delete_tickets',
    fault: 'A closed ticket is deleted without can_delete_tickets.',
  },
  'read-and-update-delete': {
    kind: 'permission',
    breaks: 'DELETE /tickets/:number | can_delete_tickets',
    fault: 'A key that may read and update may delete.',
  },
} as const satisfies Faults;
