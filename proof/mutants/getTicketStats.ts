/** getTicketStats broken on purpose; the types of its fields are in families/. */
import { type Mutant, mutant } from './engine/mutant.js';
import { htmlPage, json, status } from './faults/answer.js';
import { stale } from './faults/effect.js';
import { field } from './faults/field.js';
import { on } from './faults/request.js';

const stats = 'getTicketStats';
const more = (value: unknown) => Number(value) + 1;

export const getTicketStatsMutants: Mutant[] = [
  mutant('getTicketStats/answers-200', 'the statistics are answered with 201', status(stats, 201)),
  mutant(
    'getTicketStats/answers-200',
    'the statistics are a web page with 200',
    on(stats, async () => htmlPage),
  ),
  mutant(
    'getTicketStats/by_department-sorted',
    'the departments stand backwards',
    json(stats, (value) => ({
      ...value,
      by_department: Object.fromEntries(Object.entries(value.by_department).toReversed()),
    })),
  ),
  mutant(
    'getTicketStats/by_staff-sorted',
    'the agents stand backwards',
    json(stats, (value) => ({ ...value, by_staff: value.by_staff.toReversed() })),
  ),
  mutant('getTicketStats/total-is-open-and-closed', 'total is one more', field(stats, 'total', more)),
  mutant(
    'getTicketStats/total-is-open-and-closed',
    "a department's total is one more",
    field(stats, 'by_department{}.total', more),
  ),
  mutant(
    'getTicketStats/departments-add-up',
    'a department is left out',
    json(stats, (value) => ({
      ...value,
      by_department: Object.fromEntries(Object.entries(value.by_department).slice(1)),
    })),
  ),
  mutant(
    'getTicketStats/departments-add-up',
    "a department's overdue is one more",
    field(stats, 'by_department{}.overdue', more),
  ),
  mutant(
    'getTicketStats/agrees-with-search',
    'everything is counted twice',
    json(stats, (value) => twice(value)),
  ),
  mutant('getTicketStats/counts-a-new-ticket', 'the statistics stay as they were', stale(stats)),
  mutant(
    'getTicketStats/counts-a-new-ticket',
    'the departments stay as they were',
    json(stats, (value, _, { memory }) => {
      if (!memory.has('first')) memory.set('first', value.by_department);
      return { ...value, by_department: memory.get('first') };
    }),
  ),
];

function twice(value: unknown): unknown {
  if (typeof value === 'number') return value * 2;
  if (Array.isArray(value)) return value.map(twice);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === 'staff_id' ? item : twice(item)]),
  );
}
