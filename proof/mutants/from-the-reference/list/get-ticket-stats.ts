import type { Faults } from './fault.ts';

export const faults = {
  'reopened-stays-closed': {
    kind: 'statistics',
    breaks: '"closed": 105',
    fault: 'A ticket that is reopened is still counted as closed.',
  },
  'deleted-still-counted': {
    kind: 'statistics',
    breaks: '"total": 150',
    fault: 'A deleted ticket stays in the total.',
  },
  'children-not-counted': {
    kind: 'statistics',
    breaks: '"total": 150',
    fault: 'Tickets that have a parent are not counted.',
  },
  'first-department-only': {
    kind: 'statistics',
    breaks: 'by_department is an object keyed by department name',
    fault: 'A ticket that changes its department is counted in the old one.',
  },
  'second-agent-missing': {
    kind: 'statistics',
    breaks: 'by_staff is an array sorted alphabetically by staff name',
    fault: 'Only the first agent is listed.',
  },
  'agent-total-is-open': {
    kind: 'statistics',
    breaks: 'by_staff: "total": 35',
    fault: 'The total of an agent counts open tickets only.',
  },
  'agent-of-before': {
    kind: 'statistics',
    breaks: 'by_staff: departments',
    fault: 'A ticket that is assigned anew stays with the agent before.',
  },
  'one-read-late': {
    kind: 'order',
    breaks: 'Retrieve comprehensive ticket statistics',
    fault: 'The statistics are those of the reading before.',
  },
  'departments-backwards': {
    kind: 'statistics',
    breaks: 'by_department is an object keyed by department name (sorted alphabetically)',
    fault: 'Departments are sorted from Z to A.',
  },
  'overdue-never-falls': {
    kind: 'statistics',
    breaks: '"overdue": 3',
    fault: 'A ticket whose due date was moved to the future is still counted as overdue.',
  },
  'reading-is-enough': {
    kind: 'permission',
    breaks: 'GET /tickets-stats: can_read_stats',
    fault: 'can_read_tickets is enough for statistics.',
  },
  'agent-without-closed-departments': {
    kind: 'some data',
    breaks: 'by_staff: departments',
    fault: 'An agent has no department in which all of their tickets are closed.',
  },
  'counted-at-creations': {
    kind: 'order',
    breaks: 'Retrieve comprehensive ticket statistics',
    fault: 'Statistics are kept until a ticket is created or deleted, and updates do not show.',
  },
} as const satisfies Faults;
