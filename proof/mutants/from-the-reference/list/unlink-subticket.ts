import type { Faults } from './fault.ts';

export const faults = {
  'unlinks-siblings': {
    kind: 'family',
    breaks: 'Remove the parent-child relationship of a child ticket',
    fault: 'The siblings are unlinked too.',
  },
  'unlinks-grandchildren': {
    kind: 'family',
    breaks: 'making it a standalone ticket again',
    fault: 'The children of the child are unlinked too.',
  },
  'unlink-answers-parent': {
    kind: 'message',
    breaks: '"child": "ticket_id": 124',
    fault: 'The answer tells of the parent as child.',
  },
  'forbidden-unlinks': {
    kind: 'refused but done',
    breaks: 'Subticket Endpoints: can_manage_subtickets',
    fault: 'A key without can_manage_subtickets gets 403, and the child is unlinked.',
  },
  'unlink-reopens': {
    kind: 'frame',
    breaks: 'making it a standalone ticket again',
    fault: 'A closed child is open afterwards.',
  },
  'unlink-needs-update': {
    kind: 'permission',
    breaks: 'Requires can_manage_subtickets',
    fault: 'For a key without can_update_tickets the child stays one, and the answer says success.',
  },
  'get-unlinks': {
    kind: 'too kind',
    breaks: 'DELETE /api/tickets-subtickets-unlink.php/{number}.{format}',
    fault: 'A GET at the path unlinks, too.',
  },
  'unlinks-its-children': {
    kind: 'family',
    breaks: 'Ticket has no parent',
    fault: 'A ticket without a parent is unlinked from its children, and the answer says success.',
  },
} as const satisfies Faults;
