/** deleteTicket broken on purpose. */

import { type Fault, isSuccess } from './engine/fault.js';
import { made } from './engine/layer.js';
import { type Mutant, mutant } from './engine/mutant.js';
import { asDone, unknownTicket } from './families/number-answers.js';
import { contentType, htmlPage, status, text } from './faults/answer.js';
import { notDone } from './faults/effect.js';
import { on } from './faults/request.js';

const remove = 'deleteTicket';
const nothing = notDone(remove, asDone);

/** Nothing is deleted, and this is what the rest of the API answers after it. */
const hidden = (ids: Parameters<typeof on>[0], hide: (text: string, gone: string[]) => string): Fault => {
  const deletes: Fault = on(remove, async (sent, forward, { memory, ask }) => {
    const { number = '' } = sent.params;
    const ticket = await ask('GET', `/api/tickets-get.php/${number}.json`);
    if (!isSuccess(ticket)) return forward(sent);
    memory.set('gone', [...((memory.get('gone') as string[]) ?? []), ticket.body.toString()]);
    return made(200, 'text/plain', number);
  });
  const reads: Fault = on(ids, async (sent, forward, { memory }) => {
    const answer = await forward(sent);
    const gone = (memory.get('gone') as string[]) ?? [];
    return isSuccess(answer) ? { ...answer, body: Buffer.from(hide(answer.body.toString(), gone)) } : answer;
  });
  return (sent, forward, around) => deletes(sent, (same) => reads(same, forward, around), around);
};

/** Deleted tickets are read no more, but everything else of them is there. */
const keepsTheRest: Fault = (sent, forward, around) =>
  hidden([], (answer) => answer)(
    sent,
    async (same) => {
      const gone = ((around.memory.get('gone') as string[]) ?? []).map((ticket) => JSON.parse(ticket));
      const { number } = same.params;
      const isGone =
        same.operation === 'getTicket' && gone.some((one) => one.number === number || `${one.id}` === number);
      return isGone ? made(404, 'application/json', '{"error":true,"message":"Ticket not found"}') : forward(same);
    },
    around,
  );

/** An internal ID is taken for a number. */
const takesId: Fault = on(remove, async (sent, forward, { store }) => {
  const answer = await forward(sent);
  if (answer.status !== 404) return answer;
  const row = await store.db
    .selectFrom('ticket')
    .select('number')
    .where('ticket_id', '=', Number(sent.params.number))
    .executeTakeFirst();
  return row?.number ? forward({ ...sent, url: sent.url.replace(/\.php\/[^.]+/, `.php/${row.number}`) }) : answer;
});

/** Does something to the relatives of a ticket that is deleted. */
const withRelatives = (change: (around: Parameters<Fault>[2], ids: number[]) => Promise<unknown>): Fault =>
  on(remove, async (sent, forward, around) => {
    const { body } = await around.ask('GET', `/api/tickets-get.php/${sent.params.number}.json`);
    const answer = await forward(sent);
    if (isSuccess(answer)) await change(around, JSON.parse(body.toString()).children ?? []);
    return answer;
  });

/** The children of a deleted ticket go with it. */
const childrenToo = withRelatives(async ({ store }, ids) => {
  if (ids.length > 0) await store.db.deleteFrom('ticket').where('ticket_id', 'in', ids).execute();
});

/** The children of a deleted ticket keep a parent. */
const childrenKeepParent: Fault = (sent, forward, around) =>
  on('getParentTicket', async (asked, ask) => {
    const answer = await ask(asked);
    const orphan = answer.body.toString().replaceAll(/\s/g, '') === '{"parent":null}';
    return orphan
      ? { ...answer, body: Buffer.from('{"parent":{"ticket_id":1,"number":"1","subject":"Gone","status":"Open"}}') }
      : answer;
  })(sent, forward, around);

/** Every other ticket of the same user gets another priority. */
const changesOthers: Fault = on(remove, async (sent, forward, { store }) => {
  const answer = await forward(sent);
  if (isSuccess(answer)) {
    const newest = await store.db
      .selectFrom('ticket')
      .select('ticket_id')
      .orderBy('ticket_id', 'desc')
      .limit(20)
      .execute();
    await store.db
      .updateTable('ticket')
      .set({ status_id: 3 })
      .where(
        'ticket_id',
        'in',
        newest.map(({ ticket_id }) => ticket_id),
      )
      .execute();
  }
  return answer;
});

export const deleteTicketMutants: Mutant[] = [
  mutant('deleteTicket/answers-200', 'a deletion is answered with 204', status(remove, 204)),
  mutant(
    'deleteTicket/answers-200',
    'a deletion is a web page with 200',
    on(remove, async () => htmlPage),
  ),
  mutant(
    'deleteTicket/answers-the-number',
    'the number is in an object',
    text(remove, (number) => `{"number":"${number}"}`),
  ),
  mutant(
    'deleteTicket/answers-the-number',
    'the answer is a sentence',
    text(remove, (number) => `Ticket ${number} deleted`),
  ),
  mutant('deleteTicket/answers-plain-text', 'the number is sent as JSON', contentType(remove, 'application/json')),
  mutant('deleteTicket/ticket-gone', 'nothing is deleted', nothing),
  mutant('deleteTicket/ticket-gone', 'the ticket is still found by its ID', (sent, forward, around) =>
    hidden('getTicket', (answer) => answer)(
      sent,
      async (same) => {
        const gone = ((around.memory.get('gone') as string[]) ?? []).map((ticket) => JSON.parse(ticket).number);
        return same.operation === 'getTicket' && gone.includes(same.params.number)
          ? made(404, 'application/json', '{"error":true,"message":"Ticket not found"}')
          : forward(same);
      },
      around,
    ),
  ),
  mutant('deleteTicket/thread-gone', 'the files are still served', keepsTheRest),
  mutant('deleteTicket/gone-from-search', 'search still finds the ticket', keepsTheRest),
  ...unknownTicket(remove, 'deleted'),
  mutant(
    'deleteTicket/unknown-404',
    'a deletion can be repeated',
    on(remove, async (sent, forward, { memory }) => {
      const answer = await forward(sent);
      if (isSuccess(answer)) memory.set(sent.url, answer);
      return (memory.get(sent.url) as typeof answer | undefined) ?? answer;
    }),
  ),
  mutant('deleteTicket/by-id-refused', 'an ID is taken for a number', takesId),
  mutant('deleteTicket/children-freed', 'children are deleted with their parent', childrenToo),
  mutant('deleteTicket/children-freed', 'children keep their parent', childrenKeepParent),
  mutant('deleteTicket/others-untouched', 'other tickets are closed', changesOthers),
];
