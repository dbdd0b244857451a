/** Requests to unlink that must be refused. */
import { type Check, check } from '../../kernel/check.js';
import { beside } from '../../kernel/each.js';
import { nothingIfMissing } from '../../kernel/outcome.js';
import { unchanged } from '../../steps/comparisons.js';
import { readTicket, sharedTicket } from '../../steps/own-tickets.js';
import { refusedWithoutPlugin } from '../../steps/subtickets.js';
import { unlink } from '../../steps/unlinking.js';

export const checks: Check[] = [
  check('unlinkSubticket/no-parent-404', 'Unlink a ticket that has a child and no parent', async (t) => {
    const { number } = await sharedTicket(t, 'without a parent');
    // Where it cannot have one, it has none.
    await beside(t, async () => {
      await sharedTicket(t, 'child of one without a parent', { parentTicketId: number }).catch(nothingIfMissing);
    });
    const before = await readTicket(t, number);
    const answer = await unlink(t, number);
    await t.refused(answer);
    unchanged(before, await readTicket(t, number), answer);
  }),

  check('unlinkSubticket/absent-501', 'Unlink an own ticket without the plugin', (t, id) =>
    refusedWithoutPlugin(t, id, async (own) => ({
      path: { number: (await sharedTicket(own, 'without a parent')).number, format: 'json' },
    })),
  ),
];
