/** The four operations on parents and children broken on purpose; the types of their fields are in families/. */
import type { Mutant } from './engine/mutant.js';
import { allFourMutants } from './subtickets/all-four.js';
import { getParentTicketMutants } from './subtickets/getParentTicket.js';
import { linkSubticketMutants } from './subtickets/linkSubticket.js';
import { listChildTicketsMutants } from './subtickets/listChildTickets.js';
import { unlinkSubticketMutants } from './subtickets/unlinkSubticket.js';

export const subticketMutants: Mutant[] = [
  ...getParentTicketMutants,
  ...listChildTicketsMutants,
  ...unlinkSubticketMutants,
  ...linkSubticketMutants,
  ...allFourMutants,
];
