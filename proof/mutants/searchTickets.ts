/** searchTickets broken on purpose; the fields of its rows are in families/. */
import type { Mutant } from './engine/mutant.js';
import { filtersMutants } from './searchTickets/filters.js';
import { orderMutants } from './searchTickets/order.js';
import { pagesMutants } from './searchTickets/pages.js';
import { queryMutants } from './searchTickets/query.js';
import { rowsMutants } from './searchTickets/rows.js';

export const searchTicketsMutants: Mutant[] = [
  ...queryMutants,
  ...filtersMutants,
  ...pagesMutants,
  ...orderMutants,
  ...rowsMutants,
];
