/** GET /tickets-stats.php: numbers of tickets in all, by department and by agent. */
import type { components } from '../../generated/types.js';
import type { Handler } from '../http/operation.js';
import { defaultDepartment, openStatus } from '../queries/defaults.js';
import { lookupTables } from '../queries/lookup-tables.js';
import { ticketCounts } from '../queries/statistics.js';

type DepartmentStats = components['schemas']['DepartmentStats'];

interface AgentStats {
  readonly name: string;
  readonly all: DepartmentStats;
  readonly departments: Map<string, DepartmentStats>;
}

/** Alphabetical as a person sorts: without case, and the same whatever the machine's language is. */
const alphabetically = new Intl.Collator('en').compare;

export const getTicketStats: Handler<'getTicketStats'> = async ({ store }) => {
  const [tables, counts] = await Promise.all([lookupTables(store), ticketCounts(store)]);
  const all = none();
  const departments = new Map<string, DepartmentStats>();
  const agents = new Map<number, AgentStats>();
  for (const { dept_id, staff_id, status_id, tickets, overdue } of counts) {
    // Every state other than open counts as closed, so that total = open + closed.
    const open = (tables.statuses.get(status_id) ?? openStatus(tables)).state === 'open';
    const add = (to: DepartmentStats) => {
      to.total += tickets;
      to[open ? 'open' : 'closed'] += tickets;
      if (open) to.overdue += overdue;
    };
    const department = (tables.departments.get(dept_id) ?? defaultDepartment(tables)).name;
    add(all);
    add(entry(departments, department, none));
    const agent = tables.agents.get(staff_id);
    if (agent === undefined) continue;
    const stats = entry(agents, agent.id, () => ({ name: agent.name, all: none(), departments: new Map() }));
    add(stats.all);
    add(entry(stats.departments, department, none));
  }
  return {
    status: 200,
    body: {
      ...all,
      by_department: byName(departments, (stats) => stats),
      by_staff: [...agents]
        .sort(([idA, a], [idB, b]) => alphabetically(a.name, b.name) || idA - idB)
        .map(
          ([
            staff_id,
            {
              name,
              all: { total },
              departments: own,
            },
          ]) => ({
            staff_id,
            staff_name: name,
            total,
            departments: byName(own, ({ open, closed, overdue }) => ({ open, closed, overdue })),
          }),
        ),
    },
  };
};

function none(): DepartmentStats {
  return { total: 0, open: 0, closed: 0, overdue: 0 };
}

/** What the map has under the key, made if there is nothing yet. */
function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** An object whose keys are in alphabetical order. */
function byName<Stats>(
  departments: ReadonlyMap<string, DepartmentStats>,
  show: (stats: DepartmentStats) => Stats,
): Record<string, Stats> {
  return Object.fromEntries(
    [...departments].sort(([a], [b]) => alphabetically(a, b)).map(([name, stats]) => [name, show(stats)]),
  );
}
