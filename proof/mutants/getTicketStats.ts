/** getTicketStats broken on purpose; the forms of its fields are in families/. */
import { json } from '../../server/faults/answer.js';
import { stale } from '../../server/faults/effect.js';
import { field, fixed } from '../../server/faults/field.js';
import type { Row } from './engine/mutant.js';

const more = (value: unknown) => Number(value) + 1;
type Entries = [name: string, value: unknown][];
const departments = (change: (all: Entries) => Entries) =>
  field('by_department', (all) => Object.fromEntries(change(Object.entries(all as object))));

const sameDepartments = json((stats, _, { memory }) => {
  if (!memory.has('first')) memory.set('first', stats.by_department);
  return { ...stats, by_department: memory.get('first') };
});

function twice(value: unknown): unknown {
  if (typeof value === 'number') return value * 2;
  if (Array.isArray(value)) return value.map(twice);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === 'staff_id' ? item : twice(item)]),
  );
}

// The shape is the operation's; a fault names the fields that it breaks.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any;

/** Each `overdue` is another number. */
const overdue = (ofAll: (figures: Any) => number, ofAgents: (figures: Any) => number = ofAll) =>
  json((stats: Any) => {
    const departments = Object.values<Any>(stats.by_department);
    const agents = (stats.by_staff as Any[]).flatMap((agent) => Object.values<Any>(agent.departments));
    for (const figures of [stats, ...departments]) figures.overdue = ofAll(figures);
    for (const figures of agents) figures.overdue = ofAgents(figures);
    return stats;
  });

/** The tickets are joined with their notes before they are counted. */
const oncePerNote = json(async (stats: Any, _, { store: { db } }) => {
  const notes = await db
    .selectFrom('ticket')
    .innerJoin('department', 'department.id', 'ticket.dept_id')
    .innerJoin('ticket_status', 'ticket_status.id', 'ticket.status_id')
    .innerJoin('thread', 'thread.object_id', 'ticket.ticket_id')
    .innerJoin('thread_entry', 'thread_entry.thread_id', 'thread.id')
    .select(['ticket.ticket_id as id', 'ticket.staff_id as agent', 'department.name as department'])
    .where('thread.object_type', '=', 'T')
    .where('thread_entry.type', '=', 'N')
    .where('ticket_status.state', '=', 'open')
    .execute();
  for (const [at, { id, agent, department }] of notes.entries()) {
    if (notes.findIndex((one) => one.id === id) === at) continue;
    const figures = (stats.by_staff as Any[]).find((one) => one.staff_id === agent)?.departments[department];
    if (figures) figures.open += 1;
  }
  return stats;
});

const asItIs = ({ overdue: shown }: Any) => shown;

export const getTicketStats: Row[] = [
  ['getTicketStats/follows-changes', 'nothing is overdue', overdue(() => 0)],
  ['getTicketStats/follows-changes', 'everything open is overdue', overdue(({ open }) => open)],
  ['getTicketStats/follows-changes', 'each agent has 99999 tickets overdue', overdue(asItIs, () => 99_999)],
  ['getTicketStats/follows-changes', 'each agent has one ticket', fixed('by_staff[].total', 1)],
  [
    'getTicketStats/by_staff-unique',
    'an agent is listed twice',
    field('by_staff', (agents) => [...(agents as unknown[]).slice(0, 1), ...(agents as unknown[])]),
  ],
  ['getTicketStats/by_department-sorted', 'the departments stand backwards', departments((all) => all.toReversed())],
  [
    'getTicketStats/by_staff-sorted',
    'the agents stand backwards',
    field('by_staff', (all) => (all as unknown[]).toReversed()),
  ],
  ['getTicketStats/total-is-open-and-closed', 'total is one more', field('total', more)],
  ['getTicketStats/total-is-open-and-closed', "a department's total is one more", field('by_department{}.total', more)],
  ['getTicketStats/departments-add-up', 'a department is left out', departments((all) => all.slice(1))],
  ['getTicketStats/departments-add-up', "a department's overdue is one more", field('by_department{}.overdue', more)],
  ['getTicketStats/agrees-with-search', 'everything is counted twice', json(twice)],
  ['getTicketStats/agrees-with-search', 'agents have each open ticket once for each note', oncePerNote],
  [
    'getTicketStats/by_department-is-object',
    'departments below others stand under their paths',
    departments((all) => all.map(([name, one]) => [name === 'osTicket' ? 'Development / osTicket' : name, one])),
  ],
  ['getTicketStats/counts-a-new-ticket', 'the statistics stay as they were', stale],
  ['getTicketStats/counts-a-new-ticket', 'the departments stay as they were', sameDepartments],
];
