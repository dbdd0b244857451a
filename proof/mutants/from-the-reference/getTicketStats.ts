/** The faults of getTicketStats and listTicketStatuses, built. */
import { json } from '../../../server/faults/answer.js';
import { at, both, type Environment, type Fault, type FaultAnswer, isSuccess } from '../../../server/faults/fault.js';
import { field } from '../../../server/faults/field.js';
import { keyWithDoes } from '../../../server/faults/key.js';
import { type Built, rowsOf } from './built.js';
import { faults } from './list/get-ticket-stats.js';
import { faults as faultsOfStatuses } from './list/list-ticket-statuses.js';
import { noticed, read, remembered, type Ticket, updates } from './pieces.js';

const all = { at: 'all' } as const;

/** Where statistics count a ticket. */
interface Place {
  department: string;
  staffId: number | null;
  open: boolean;
  overdue: boolean;
}
type Stats = Ticket;

const placeOf = (ticket: Ticket): Place => ({
  department: ticket.department,
  staffId: ticket.staffId,
  open: ticket.closed === null,
  overdue: ticket.isOverdue && ticket.closed === null,
});

/** Counts a ticket at a place once more, or once less. */
function count(stats: Stats, { department, staffId, open, overdue }: Place, by: 1 | -1): void {
  const agent = stats.by_staff.find((one: Ticket) => one.staff_id === staffId);
  const added = (figures: Ticket = {}) => {
    if ('total' in figures) figures.total += by;
    figures[open ? 'open' : 'closed'] += by;
    if (overdue) figures.overdue += by;
  };
  added(stats);
  if (stats.by_department[department]) added(stats.by_department[department]);
  if (!agent) return;
  agent.total += by;
  if (agent.departments[department]) added(agent.departments[department]);
}

/** Tickets that an update or a deletion has changed are counted elsewhere: where `counted` says, beside where they are. */
const miscounted = (
  operations: Parameters<typeof at>[0],
  isHit: (before: Ticket, after: Ticket) => boolean,
  counted: (now: Place | undefined, before: Place) => Place | undefined,
): Fault =>
  both(
    at(
      operations,
      noticed(async (before, environment) => {
        const after = await read(environment, before.number);
        const { memory } = environment;
        if (!isHit(before, after)) return;
        remembered(memory, 'hit').add(before.number);
        if (!memory.has(`before ${before.number}`)) memory.set(`before ${before.number}`, placeOf(before));
      }),
    ),
    at(
      'getTicketStats',
      json(async (stats, _, environment) => {
        for (const number of remembered(environment.memory, 'hit')) {
          const ticket = await read(environment, number);
          const now = ticket && placeOf(ticket);
          const as = counted(now, environment.memory.get(`before ${number}`) as Place);
          if (now && as) count(stats, now, -1);
          if (as) count(stats, as, 1);
        }
        return stats;
      }),
    ),
  );

const withoutChildren = json(async (stats, _, environment: Environment) => {
  const children = await environment.store.db
    .selectFrom('ticket')
    .select('number')
    .where('ticket_pid', '>', 0)
    .execute();
  for (const { number } of children) {
    const ticket = await read(environment, number ?? '');
    if (ticket) count(stats, placeOf(ticket), -1);
  }
  return stats;
});

const oneReadLate = json((stats, _, { memory }) => {
  const before = memory.get('stats') ?? stats;
  memory.set('stats', stats);
  return before;
});

const keptUntilCreations: Fault = async (sent, forward, { memory }) => {
  const name = `statistics of ${sent.url}`;
  const isOfStatistics = sent.operation === 'getTicketStats';
  const answer = (isOfStatistics && (memory.get(name) as FaultAnswer | undefined)) || (await forward(sent));
  if (isOfStatistics && isSuccess(answer)) memory.set(name, answer);
  if (isSuccess(answer) && ['createTicket', 'deleteTicket'].includes(String(sent.operation))) memory.clear();
  return answer;
};

const built: Built<typeof faults> = {
  'reopened-stays-closed': [
    'getTicketStats/follows-changes',
    miscounted(
      updates,
      (before, after) => before.closed && !after.closed,
      (now) => now && { ...now, open: false, overdue: false },
    ),
    all,
  ],
  'deleted-still-counted': [
    'getTicketStats/follows-changes',
    miscounted(
      'deleteTicket',
      () => true,
      (_, before) => before,
    ),
    all,
  ],
  'children-not-counted': ['getTicketStats/agrees-with-search', withoutChildren],
  'first-department-only': [
    'getTicketStats/follows-changes',
    miscounted(
      updates,
      (before, after) => before.departmentId !== after.departmentId,
      (now, before) => now && { ...now, department: before.department },
    ),
    all,
  ],
  'second-agent-missing': [
    'getTicketStats/follows-changes',
    field('by_staff', (agents) => (agents as Ticket[]).slice(0, 1)),
  ],
  'agent-total-is-open': {
    notBuilt: 'The example of the reference has a total that is no sum of its departments; the suite observes it.',
  },
  'agent-of-before': [
    'getTicketStats/follows-changes',
    miscounted(
      updates,
      (before, after) => before.staffId && before.staffId !== after.staffId,
      (now, before) => now && { ...now, staffId: before.staffId },
    ),
    all,
  ],
  'one-read-late': ['getTicketStats/counts-a-new-ticket', oneReadLate],
  'departments-backwards': [
    'getTicketStats/by_department-sorted',
    field('by_department', (one) => Object.fromEntries(Object.entries(one as object).toReversed())),
  ],
  'overdue-never-falls': {
    notBuilt:
      'Whether the mark goes is seen of the ticket; the exploration counts the overdue ticket that it has in the end.',
  },
  'reading-is-enough': ['getTicketStats/permission', keyWithDoes('can_read_tickets')],
  'agent-without-closed-departments': [
    'getTicketStats/agrees-with-search',
    field('by_staff[].departments', (all) =>
      Object.fromEntries(Object.entries(all as Record<string, Stats>).filter(([, { open }]) => open > 0)),
    ),
  ],
  'counted-at-creations': ['getTicketStats/follows-changes', keptUntilCreations, all],
};

const builtOfStatuses: Built<typeof faultsOfStatuses> = {
  'last-status-missing': ['listTicketStatuses/complete', json((statuses) => statuses.slice(0, -1))],
  // What the list says and what its tickets show disagree.
  'resolved-is-open': [
    'getTicket/closed-only-when-closed',
    json((statuses) =>
      statuses.map((status: Ticket) => (status.name === 'Resolved' ? { ...status, state: 'open' } : status)),
    ),
  ],
  'search-is-enough': ['listTicketStatuses/permission', keyWithDoes('can_search_tickets')],
};

export const getTicketStats = rowsOf('getTicketStats', faults, built);
export const listTicketStatuses = rowsOf('listTicketStatuses', faultsOfStatuses, builtOfStatuses);
