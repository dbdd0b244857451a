/** Two tickets that could be linked. */
import type { components } from '../../generated/types.js';
import { makeTicket } from './own-tickets.js';
import { sharedAttempt } from './refused.js';
import { type LinkTickets, linkedParent } from './subtickets.js';

interface Pair {
  [name: string]: { number: string };
  parent: { number: string };
  child: { number: string };
}

/** Links that must be refused name these two; first those that links with a wrong key name, too. */
export const linkable: LinkTickets<Pair> = {
  what: 'that could be linked',
  make: async (t, what) => {
    await linkedParent(t);
    return { parent: await makeTicket(t, `${what}: parent`), child: await makeTicket(t, `${what}: child`) };
  },
  shared: {
    what: 'of links to be refused',
    make: async (t) => {
      await linkedParent(t);
      const { request } = await sharedAttempt(t, 'linkSubticket');
      const { childId } = request.json as components['schemas']['SubticketLink'];
      return { parent: { number: String(request.path?.parentNumber) }, child: { number: childId } };
    },
  },
};
