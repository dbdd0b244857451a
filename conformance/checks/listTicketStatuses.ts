/** Checks of listTicketStatuses: GET /tickets-statuses.php. */
import type { Answer } from '../client/answer.js';
import { isSuccess } from '../client/success.js';
import { type Check, check } from '../kernel/check.js';
import type { Context } from '../kernel/context.js';
import { Untestable } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { newest } from '../steps/existing.js';
import { loose, sharedReading } from '../steps/own-ticket.js';
import { highestLimit, type Row, rowsOf } from '../steps/searches.js';
import { answerFieldChecks } from './families/answer-fields.js';

/** The list, read once for the whole run. */
const listed = (t: Context): Promise<Answer> => t.simplest('listTicketStatuses');

/** The list, where it is one. */
async function needed(t: Context): Promise<Answer> {
  const owner = 'listTicketStatuses/answers-an-array';
  const answer = t.needs(await listed(t), owner);
  if (!Array.isArray(answer.json)) throw new Untestable(owner, `Needed an array, but the answer was ${answer.summary}`);
  return answer;
}

/**
 * Whether a status is one of osTicket's own, which stand in no list: archived and deleted tickets are neither open nor
 * closed. They have these IDs in every installation, and these names in an English one.
 */
const isInternal = (id: number, name: unknown) => [4, 5].includes(id) || /^(archived|deleted)$/i.test(String(name));

/** The oldest tickets, as far as they can be seen; the newest may be the run's own and hardly differ. */
async function oldest(t: Context): Promise<{ rows: Row[]; answer?: Answer }> {
  const stats = await t.call('getTicketStats', {});
  const { total } = (stats.json ?? {}) as { total?: unknown };
  const offset = Math.min(Math.max(0, Number(total) - highestLimit), deepest);
  if (!isSuccess(stats) || !Number.isInteger(offset)) return { rows: [] };
  const answer = await t.call('searchTickets', { query: { offset, limit: highestLimit } });
  return isSuccess(answer) ? { rows: rowsOf(answer), answer } : { rows: [] };
}

/** So deep a search is no burden for the installation. */
const deepest = 10_000;

export const checks: Check[] = [
  ...answerFieldChecks('listTicketStatuses', 'List the statuses', async (t) => [await needed(t)]),

  check('listTicketStatuses/answers-an-array', 'List the statuses', async (t) => {
    const answer = await listed(t);
    await t.succeeds(answer);
    t.status(answer, 200);
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
      expectListed(loose(ticket).statusId, loose(ticket).status, ticket);
    }
    const pages = [await newest(t), await oldest(t)];
    for (const { rows, answer: page = answer } of pages) {
      for (const { statusId, status } of rows) expectListed(statusId, status, page);
    }
  }),

  check('listTicketStatuses/ids-unique', 'Look for IDs that stand twice', async (t) => {
    const answer = await needed(t);
    const ids = t.field(answer, 'listTicketStatuses/id-is-integer');
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
    t.that(twice.length === 0, 'each ID once', `${show(twice)} twice`, answer);
  }),

  check('listTicketStatuses/has-an-open-status', 'Look for a status with the state open', async (t) => {
    const answer = await needed(t);
    const states = t.field(answer, 'listTicketStatuses/state-is-open-or-closed');
    t.that(states.includes('open'), 'a status with the state open', show(states), answer);
  }),
];
