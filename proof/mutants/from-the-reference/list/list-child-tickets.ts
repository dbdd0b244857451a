import type { Faults } from './fault.ts';

export const faults = {
  'tenth-child-last': {
    kind: 'family',
    breaks: 'Retrieve all child tickets (subtickets) of a parent ticket',
    fault: 'At most ten children are listed.',
  },
  'closed-children-missing': {
    kind: 'family',
    breaks: 'Retrieve all child tickets (subtickets) of a parent ticket',
    fault: 'Closed children are missing.',
  },
  'child-subject-cut': {
    kind: 'rich data',
    breaks: '"subject": "Child Ticket 1"',
    fault: 'The subject of a child ends at its first character that is not ASCII.',
  },
  'none-is-404': {
    kind: 'missed',
    breaks: 'Returns {"children": []} if no subtickets exist',
    fault: 'A ticket without children is answered with 404.',
  },
} as const satisfies Faults;
