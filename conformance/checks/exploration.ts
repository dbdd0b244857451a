/** The check that explores: what it finds of other requirements becomes the result of their checks. */
import { type Check, check } from '../kernel/check.js';

export const checks: Check[] = [
  {
    ...check(
      'getTicketStats/follows-changes',
      'Try sequences of valid requests on own tickets, and compare what was done with what is read and counted',
      async (t) => {
        // It comes last: what it needs is loaded then, and the first check begins sooner.
        const { explored } = await import('../exploration/explored.js');
        const found = (await explored(t)).find(({ requirement }) => requirement === t.requirement);
        if (found) t.violated(`after ${found.story}: ${found.expected}`, found.actual, found.answers);
      },
    ),
    alone: true,
  },
];
