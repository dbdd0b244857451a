/** Whether refusals of keys hold what was asked for. */
import { type OperationId, operations } from '../../contract/operations.js';
import { hasContent } from '../invariants/content.js';
import type { Check } from '../kernel/check.js';
import type { Answer, Context } from '../kernel/context.js';
import { everyAnswerCheck } from '../kernel/every-answer.js';
import { sharedTicket } from '../steps/own-tickets.js';
import { withoutKey } from '../steps/refused.js';
import { linkedParent } from '../steps/subtickets.js';

/** Requests whose answers would show an own ticket, where the simplest one's need not; sent without a key. */
const aboutOwn: { readonly [Id in OperationId]?: (t: Context) => Promise<Answer> } = {
  searchTickets: async (t) => {
    await sharedTicket(t, 'to be read');
    return t.send({ operation: 'searchTickets', query: [['limit', '100']], key: null });
  },
  listChildTickets: async (t) => {
    const { number } = (await linkedParent(t)).parent;
    return t.send({ operation: 'listChildTickets', path: { number, format: 'json' }, key: null });
  },
  getParentTicket: async (t) => {
    const [{ number }] = (await linkedParent(t)).children;
    return t.send({ operation: 'getParentTicket', path: { number, format: 'json' }, key: null });
  },
};

export const checks: Check[] = operations
  .filter(({ id }) => hasContent(id))
  .map(({ id }) =>
    everyAnswerCheck('auth/refused-without-content', id, 'Look for content in refusals of keys', async (t) => {
      await withoutKey(t, id);
      await aboutOwn[id]?.(t);
    }),
  );
