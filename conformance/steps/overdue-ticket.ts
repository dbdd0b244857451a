/** An own ticket whose due date has passed. */
import type { Context } from '../kernel/context.js';
import { inDays, makeTicket } from './own-tickets.js';
import { find, type Row, type SearchQuery } from './search.js';
import { update } from './updates.js';

/** It is overdue where an installation marks it so at once. As a search for it shows it, made once. */
export const overdueTicket = (t: Context): Promise<{ query: SearchQuery; rows: Row[] }> =>
  t.share('own overdue ticket', async (own) => {
    const word = `overdue${own.session.run.id}`;
    const { number } = await makeTicket(own, `${word} since long`);
    await update(own, number, { dueDate: inDays(own, -40) });
    const query = { query: word };
    return { query, rows: (await find(own, query)).rows };
  });
