import type { Faults } from './fault.ts';

export const faults = {
  'umlaut-case': {
    kind: 'search',
    breaks: 'query searches in ticket subject only (case-insensitive)',
    fault: 'Umlauts are found only in their own case.',
  },
  'body-found': {
    kind: 'search',
    breaks: 'query searches in ticket subject only',
    fault: 'The query finds words of the first message too.',
  },
  'address-found': {
    kind: 'search',
    breaks: 'query searches in ticket subject only',
    fault: "The query finds the user's address too.",
  },
  'percent-is-wildcard': {
    kind: 'search',
    breaks: 'query: Search in ticket subject',
    fault: 'A percent sign in the query stands for any text.',
  },
  'query-hides-status': {
    kind: 'search',
    breaks: 'Filter by status name or ID',
    fault: 'status is ignored where query is given too.',
  },
  'query-hides-department': {
    kind: 'search',
    breaks: 'Filter by department name, ID, or path',
    fault: 'department is ignored where query is given too.',
  },
  'status-by-id-ignored': {
    kind: 'search',
    breaks: 'Filter by status name or ID',
    fault: 'A status that is given by its ID is ignored.',
  },
  'lower-case-department': {
    kind: 'search',
    breaks: 'department: Filter by department name, ID, or path',
    fault: 'A department that is given by its ID finds nothing.',
  },
  'filtered-limit-ignored': {
    kind: 'search',
    breaks: 'limit: Maximum results (default: 20, max: 100)',
    fault: 'limit is ignored where department is given.',
  },
  'filtered-offset-ignored': {
    kind: 'search',
    breaks: 'offset: Pagination offset',
    fault: 'offset is ignored where query is given.',
  },
  'pages-overlap': {
    kind: 'search',
    breaks: 'offset: Pagination offset',
    fault: 'The second page repeats the last row of the first.',
  },
  'sort-updated-is-created': {
    kind: 'search',
    breaks: 'sort: "created", "updated", "number"',
    fault: 'sort=updated sorts by created.',
  },
  'filtered-sort-ascending': {
    kind: 'search',
    breaks: 'Default sort: created descending (newest first)',
    fault: 'With a query the oldest ticket is first.',
  },
  'row-status-stale': {
    kind: 'state',
    breaks: 'status: Filter by status name or ID',
    fault: 'Rows show the status that the ticket had when it was created.',
  },
  'row-subject-cut': {
    kind: 'rich data',
    breaks: 'subject',
    fault: 'Rows show at most 50 characters of a subject.',
  },
  'row-staff-null': {
    kind: 'some data',
    breaks: 'staffId, staff',
    fault: 'Rows of closed tickets show no agent.',
  },
  'row-overdue-false': {
    kind: 'some data',
    breaks: 'isOverdue',
    fault: 'Rows show isOverdue: false for any ticket.',
  },
  'row-due-date-of-created': {
    kind: 'some data',
    breaks: 'dueDate',
    fault: 'A due date that was set by an update is missing from the rows.',
  },
  'children-not-found': {
    kind: 'family',
    breaks: 'Search tickets by query string, status, department, and other filters',
    fault: 'Tickets that have a parent are not found.',
  },
  'one-row-is-object': {
    kind: 'missed',
    breaks: 'Returns a direct JSON array (not wrapped in an object)',
    fault: 'A single row is answered as an object.',
  },
  'read-is-enough': {
    kind: 'permission',
    breaks: 'GET /tickets/search: can_search_tickets',
    fault: 'can_read_tickets is enough to search.',
  },
  'query-decoded-twice': {
    kind: 'some data',
    breaks: 'query: Search in ticket subject',
    fault: 'The query is decoded twice: a plus becomes a blank, and %41 an A.',
  },
  'third-page-early': {
    kind: 'order',
    breaks: 'offset: Pagination offset',
    fault: 'The third page begins with the last row of the second.',
  },
  'one-agent-for-a-department': {
    kind: 'some data',
    breaks: 'staffId, staff',
    fault: 'Each agent of a department has the name of the first one of the list.',
  },
  'sorted-by-last-entry': {
    kind: 'order',
    breaks: 'sort: Sort by created, updated or number',
    fault: 'Sorted by updated, tickets come by the last entry of their threads.',
  },
  'status-after-the-page': {
    kind: 'search',
    breaks: 'limit: Results per page',
    fault: 'With a query, the status is looked at when the page was cut: it has fewer tickets than match.',
  },
  'words-anywhere': {
    kind: 'search',
    breaks: 'query searches in ticket subject only (case-insensitive).',
    fault: 'A query of several words finds subjects that have them in any order.',
  },
  'long-query-cut': {
    kind: 'search',
    breaks: 'query searches in ticket subject only (case-insensitive).',
    fault: 'A query of more than 50 characters is cut there.',
  },
} as const satisfies Faults;
