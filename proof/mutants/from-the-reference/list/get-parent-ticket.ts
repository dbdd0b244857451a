import type { Faults } from './fault.ts';

export const faults = {
  'root-instead-of-parent': {
    kind: 'family',
    breaks: 'Retrieve the parent ticket of a child ticket (subticket)',
    fault: 'A grandchild gets its grandparent.',
  },
  'parent-status-open': {
    kind: 'some data',
    breaks: '"status": "Open"',
    fault: 'The status of a closed parent is Open.',
  },
  'xml-parent-null': {
    kind: 'format',
    breaks: 'GET /api/tickets-subtickets-parent.php/{number}.{format}',
    fault: 'In XML, the parent is always empty.',
  },
  'xml-status-of-child': {
    kind: 'format',
    breaks: 'status',
    fault: 'The status of a parent is that of the child in XML.',
  },
  'no-parent-remembered': {
    kind: 'state',
    breaks: 'Returns the parent ticket',
    fault: 'That a ticket has no parent is kept, and still said when it has one.',
  },
  'former-parent-shown': {
    kind: 'family',
    breaks: 'Retrieve the parent ticket of a child ticket (subticket).',
    fault: 'A ticket that was given another parent is shown with the former one.',
  },
} as const satisfies Faults;
