/** Faults of code that keeps what was before: the entry before in a loop, the closing before, the place before. */
import { json } from '../../../server/faults/answer.js';
import { at, both, type Fault, isSuccess } from '../../../server/faults/fault.js';
import { body, type Json, queryOf } from '../../../server/faults/request.js';
import type { Row } from '../engine/mutant.js';
import { kinOf } from '../faults/also.js';
import { text, ticketOf } from './sequences.js';

/** A variable of the loop keeps the files of the entry before. */
const filesOfTheEntryBefore = json((ticket) => {
  let files: Json = {};
  const thread = (ticket.thread as Json[]).map((entry) => {
    const { attachments, attachment_count } = entry;
    if (attachments !== undefined) files = { attachments, attachment_count };
    return { ...entry, ...files };
  });
  return { ...ticket, thread };
});

/** A list that is not counted anew is an object in JSON. */
const gapInTheList = both(
  at('unlinkSubticket', async (sent, forward, { store, memory }) => {
    const { own, parent, siblings } = await kinOf(store.db, sent.params.number ?? '');
    const answer = await forward(sent);
    const place = siblings.filter((id) => id < own).length;
    if (isSuccess(answer) && place < siblings.length) memory.set(`gap ${parent}`, place);
    return answer;
  }),
  at(
    'listChildTickets',
    json(async ({ children }, { params }, environment) => {
      const parent = await ticketOf(environment, params.number ?? '');
      const gap = environment.memory.get(`gap ${parent?.ticket_id}`) as number | undefined;
      if (gap === undefined) return { children };
      const places = (children as Json[]).map((child, place) => [place < gap ? place : place + 1, child]);
      return { children: Object.fromEntries(places) };
    }),
  ),
);

/** A ticket shows when it was closed first. */
const closedOnce = json((ticket, _, { memory }) => {
  const key = `closed ${ticket.id}`;
  if (ticket.closed && !memory.has(key)) memory.set(key, ticket.closed);
  return { ...ticket, closed: ticket.closed && memory.get(key) };
});

/** With its last ticket goes the user, but not the address, which belongs to nobody from then on. */
const addressOfNobody = both(
  at('deleteTicket', async (sent, forward, environment) => {
    const { db } = environment.store;
    const ticket = await ticketOf(environment, sent.params.number ?? '');
    const answer = await forward(sent);
    const left = await db
      .selectFrom('ticket')
      .select('ticket_id')
      .where('user_id', '=', ticket?.user_id ?? -1)
      .execute();
    if (isSuccess(answer) && left.length === 0) environment.memory.set(`nobody ${ticket?.user_id}`, true);
    return answer;
  }),
  at(
    'getTicket',
    json((ticket, _, { memory }) =>
      memory.has(`nobody ${ticket.userId}`) ? { ...ticket, user: { ...ticket.user, email: '' } } : ticket,
    ),
  ),
);

const isShort = (word: string) => word.length < 3;

/** An index of words leaves short ones out. */
const shortWordsUnknown: Fault = json((found, sent) => {
  const words = String(queryOf(sent).query ?? '')
    .trim()
    .split(/\s+/);
  return words[0] !== '' && words.every(isShort) ? [] : found;
});

/** The afternoon of a clock that has twelve hours is the morning. */
const twelveHours = text('duedate', (date) => {
  const time = /T.*(?:Z|[+-]\d\d:\d\d)$/.test(date) ? new Date(date) : undefined;
  if (!time || time.getUTCHours() < 13) return date;
  return new Date(time.getTime() - 12 * 3_600_000).toISOString();
});

const addressOfTheServer = body((sent) => (sent.source === 'Web' ? { ...sent, ip: '127.0.0.1' } : sent));

export const whatWasBefore: Row[] = [
  [
    'getTicket/no-attachments-no-fields',
    'an entry without files shows those of the entry before',
    filesOfTheEntryBefore,
  ],
  ['listChildTickets/children-is-array', 'the places of the children keep a gap', gapInTheList, { at: 'all' }],
  ['updateTicket/closing-sets-closed', 'a second closing shows the time of the first', closedOnce, { at: 'getTicket' }],
  ['createTicket/email-stored', 'the address of a deleted ticket belongs to nobody', addressOfNobody, { at: 'all' }],
  ['searchTickets/query-finds', 'words of one and two letters find nothing', shortWordsUnknown],
  ['createTicket/duedate-with-offset', 'a due date with an offset has a clock of twelve hours', twelveHours],
  ['createTicket/ip-stored', 'what comes from the web has the address of the server', addressOfTheServer],
];
