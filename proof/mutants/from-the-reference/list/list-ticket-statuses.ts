import type { Faults } from './fault.ts';

export const faults = {
  'last-status-missing': {
    kind: 'missed',
    breaks: 'Retrieve all available ticket statuses with IDs and states',
    fault: 'The last status is missing.',
  },
  'resolved-is-open': {
    kind: 'some data',
    breaks: 'state: "open" or "closed"',
    fault: 'Resolved has the state open.',
  },
  'search-is-enough': {
    kind: 'permission',
    breaks: 'GET /tickets-statuses: can_read_stats',
    fault: 'can_search_tickets is enough for the statuses.',
  },
} as const satisfies Faults;
