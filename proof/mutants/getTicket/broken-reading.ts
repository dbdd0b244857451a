/** What faults of reading a ticket are made of. */
import { isSuccess } from '../engine/fault.js';
import { json } from '../faults/answer.js';
import { on, refused } from '../faults/request.js';

export const get = 'getTicket';
export type Entry = Record<string, unknown>;
/** Changes the thread of a ticket. */
export const thread = (change: (entries: Entry[]) => Entry[]) =>
  json(get, (ticket) => ({ ...ticket, thread: change(ticket.thread) }));
export const entry = (change: (entry: Entry) => Entry) => thread((entries) => entries.map(change));

/** A text is taken for an ID first. */
export const idFirst = on(get, async (sent, forward, { store }) => {
  const { number = '' } = sent.params;
  const row = await store.db
    .selectFrom('ticket')
    .select('number')
    .where('ticket_id', '=', Number(number))
    .executeTakeFirst();
  return forward(row?.number ? { ...sent, url: sent.url.replace(`/${number}.`, `/${row.number}.`) } : sent);
});

/** An ID is not taken for a ticket. */
export const numberOnly = on(get, async (sent, forward) => {
  const answer = await forward(sent);
  return isSuccess(answer) && !answer.body.includes(`"${sent.params.number}"`) ? refused(404) : answer;
});
