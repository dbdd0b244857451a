/** Checks of listTicketStatuses: GET /tickets-statuses.php. */
import { type Check, check } from '../kernel/check.js';
import type { Answer, Context } from '../kernel/context.js';
import { nothingIfMissing, Untestable } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { closedTicket } from '../steps/closed-ticket.js';
import { newest, newestRows } from '../steps/existing-tickets.js';
import { sharedReading, ticketIn } from '../steps/own-tickets.js';
import { highestLimit, type Row, rowsOf } from '../steps/search.js';
import { answerFieldChecks } from './generic/answer-fields.js';

/** The list, read once for the whole run. */
const listed = (t: Context): Promise<Answer> => t.simplest('listTicketStatuses');

/** The same. @throws Untestable when it is no list */
async function needed(t: Context): Promise<Answer> {
  const prerequisite = 'listTicketStatuses/answers-an-array';
  const answer = t.needs(await listed(t), prerequisite);
  if (Array.isArray(answer.content)) return answer;
  throw new Untestable(prerequisite, `Needed an array, but the answer was ${answer.summary}`);
}

/**
 * Whether a status is one of osTicket's internal ones, which are not listed: archived and deleted tickets are neither open
 * nor closed. They have these IDs in every installation, and these names in an English one.
 */
const isInternal = (id: number, name: unknown) => [4, 5].includes(id) || /^(archived|deleted)$/i.test(String(name));

/** The oldest tickets, as far as they can be seen; the newest may be the run's own and hardly differ. */
async function oldest(t: Context): Promise<{ rows: Row[]; answer?: Answer }> {
  const stats = await t.call('getTicketStats', {});
  const { total } = (stats.json ?? {}) as { total?: unknown };
  const offset = Math.min(Math.max(0, Number(total) - highestLimit), deepest);
  if (!stats.isSuccess || !Number.isInteger(offset)) return { rows: [] };
  const answer = await t.call('searchTickets', { query: { offset, limit: highestLimit } });
  return answer.isSuccess ? { rows: rowsOf(answer), answer } : { rows: [] };
}

/**
 * Expects the list to have the statuses that tickets have, also once an own ticket has taken one. An
 * administrator may take others away meanwhile.
 */
async function expectSameAfterOneIsTaken(t: Context, before: Answer, ids: readonly number[]): Promise<void> {
  const closed = await closedTicket(t).catch(nothingIfMissing);
  if (!closed) return;
  const { statuses, status: taken } = closed;
  const held = new Set([taken.id, ...(await newestRows(t)).map(({ statusId }) => statusId)].map(Number));
  const after = t.needs(statuses, 'listTicketStatuses/answers-an-array');
  const then = t.field(after, 'listTicketStatuses/id-is-integer').map(Number);
  const gone = ids.filter((id) => held.has(id) && !then.includes(id));
  t.that(gone.length === 0, 'the statuses that tickets have, as before', `no status ${gone} any more`, [before, after]);
}

/** The highest offset that is no load on the installation. */
const deepest = 10_000;

export const checks: Check[] = [
  ...answerFieldChecks('listTicketStatuses', 'List the statuses', async (t) => [await needed(t)]),

  check('listTicketStatuses/answers-an-array', 'List the statuses', async (t) => {
    const answer = await listed(t);
    await t.succeedsWithCode(answer);
    t.that(Array.isArray(answer.json), 'an array', answer.summary, answer);
  }),

  check('listTicketStatuses/complete', 'Look for the statuses of tickets in the list', async (t) => {
    const answer = await needed(t);
    const ids = t.field(answer, 'listTicketStatuses/id-is-integer').map(Number);
    const expectListed = (id: unknown, name: unknown, where: Answer) => {
      const known = ids.includes(Number(id)) || isInternal(Number(id), name) || !Number.isInteger(id);
      t.that(known, `the status ${show(name)} with the ID ${id}`, `only ${answer.text}`, [answer, where]);
    };
    if (t.session.run.mode === 'write') {
      const ticket = await sharedReading(t, 'to be read');
      expectListed(ticketIn(ticket).statusId, ticketIn(ticket).status, ticket);
      await expectSameAfterOneIsTaken(t, answer, ids);
    }
    const pages = [await newest(t), await oldest(t)];
    for (const { rows, answer: page = answer } of pages) {
      for (const { statusId, status } of rows) expectListed(statusId, status, page);
    }
  }),

  check('listTicketStatuses/ids-unique', 'Look for IDs that are listed twice', async (t) => {
    const answer = await needed(t);
    const ids = t.field(answer, 'listTicketStatuses/id-is-integer');
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
    t.that(twice.length === 0, 'each ID once', `${show(twice)} twice`, answer);
  }),

  check('listTicketStatuses/has-an-open-status', 'Look for a status with the state open', async (t) => {
    const answer = await needed(t);
    const all = answer.meant as ({ state?: unknown } | null)[];
    // One that is open is enough, whatever the others are.
    if (all.some((row) => row?.state === 'open')) return;
    const states = t.field(answer, 'listTicketStatuses/state-is-open-or-closed');
    t.that(states.includes('open'), 'a status with the state open', show(states), answer);
  }),
];
