/** `status` and `department` filter wrongly. */
import { type Mutant, mutant } from '../engine/mutant.js';
import { query } from '../faults/request.js';
import { filterMutants, refuses, rows, search } from './broken-search.js';

export const filtersMutants: Mutant[] = [
  ...filterMutants('status'),
  ...filterMutants('department'),
  mutant(
    'searchTickets/department-by-path',
    'a path is refused',
    refuses(({ department = '' }) => department.includes(' / ')),
  ),
  mutant(
    'searchTickets/department-by-path',
    'a path finds nothing',
    rows((all, { department = '' }) => (department.includes(' / ') ? [] : all)),
  ),
  mutant(
    'searchTickets/department-by-path',
    'a path is taken for the parent',
    query(search, (sent) => ({ ...sent, ...(sent.department ? { department: sent.department.split(' / ')[0] } : {}) })),
  ),
  mutant(
    'searchTickets/filters-combine',
    'only the first of several filters counts',
    query(search, ({ query: text, status: its, department, ...sent }) => {
      const [first] = Object.entries({ query: text, status: its, department }).filter(
        ([, value]) => value !== undefined,
      );
      return { ...sent, ...(first ? { [first[0]]: first[1] } : {}) };
    }),
  ),
  mutant(
    'searchTickets/filters-combine',
    'only the last of several filters counts',
    query(search, ({ query: text, status: its, department, ...sent }) => {
      const last = Object.entries({ query: text, status: its, department })
        .filter(([, value]) => value !== undefined)
        .at(-1);
      return { ...sent, ...(last ? { [last[0]]: last[1] } : {}) };
    }),
  ),
];
