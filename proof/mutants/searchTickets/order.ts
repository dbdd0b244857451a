/** The order is wrong, or the parameters are taken too lightly. */
import { type Mutant, mutant } from '../engine/mutant.js';
import { refusal, refusalStatus } from '../faults/answer.js';
import { query } from '../faults/request.js';
import { mended, refuses, rows, search, sortBy, without } from './broken-search.js';

export const orderMutants: Mutant[] = [
  mutant(
    'searchTickets/sort-default-created',
    'the oldest come first',
    rows((all, sent) => (sent.sort ? all : all.toReversed())),
  ),
  mutant(
    'searchTickets/sort-default-created',
    'the default order is that of numbers',
    query(search, (sent) => ({ sort: 'number', ...sent })),
  ),
  ...(['created', 'updated', 'number'] as const).flatMap((name) => [
    mutant(`searchTickets/sort-${name}`, `sort=${name} sorts by subject`, rows(sortBy(name))),
    mutant(
      `searchTickets/sort-${name}`,
      `sort=${name} is refused`,
      refuses(({ sort }) => sort === name),
    ),
  ]),
  mutant('searchTickets/sort-updated', 'sort=updated is passed over', without('sort')),
  mutant('searchTickets/sort-number', 'sort=number is passed over', without('sort')),
  mutant('searchTickets/sort-unknown-refused', 'an unknown sort is answered with 500', refusalStatus(search, 500)),
  mutant(
    'searchTickets/sort-unknown-refused',
    'an unknown sort sorts by number',
    mended((sent) => ({ ...sent, sort: 'number' })),
  ),
  mutant(
    'searchTickets/unknown-parameter-refused',
    'an unknown parameter is passed over',
    query(search, (sent) =>
      Object.fromEntries(
        Object.entries(sent).filter(([name]) =>
          ['query', 'status', 'department', 'limit', 'offset', 'sort'].includes(name),
        ),
      ),
    ),
  ),
  mutant(
    'searchTickets/repeated-parameter-refused',
    'a repeated parameter is answered with 500',
    refusalStatus(search, 500),
  ),
  mutant(
    'searchTickets/repeated-parameter-refused',
    'a repeated parameter is passed over',
    refusal(search, async (answer, _sent, { ask }) =>
      answer.status === 400 ? ask('GET', '/api/tickets-search.php?limit=100') : answer,
    ),
  ),
];
