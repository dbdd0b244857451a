/** deleteTicket broken on purpose; its refusals are in families/. */
import { htmlPage } from '../../server/faults/answer.js';
import { andAlso, notDone } from '../../server/faults/effect.js';
import {
  at,
  both,
  type Environment,
  errorReply,
  type Fault,
  isSuccess,
  jsonReply,
  when,
} from '../../server/faults/fault.js';
import { bodyOf, withTicket } from '../../server/faults/request.js';
import type { Row } from './engine/mutant.js';
import { numberReply } from './faults/number-reply.js';

/** Nothing is deleted, but tickets that should be are not read any more where they are asked for so. */
const hides = (isAskedFor: (gone: { id: number; number: string }, asked: string) => boolean): Fault =>
  both(
    at('deleteTicket', async (sent, forward, { memory, ask }) => {
      const ticket = await ask('GET', `/api/tickets-get.php/${sent.params.number}.json`);
      if (!isSuccess(ticket)) return forward(sent);
      memory.set('gone', [...gone(memory), JSON.parse(ticket.body.toString())]);
      return numberReply(sent);
    }),
    at(
      'getTicket',
      when(
        ({ params: { number = '' } }, { memory }) => gone(memory).some((ticket) => isAskedFor(ticket, number)),
        async () => errorReply(404),
      ),
    ),
  );
const gone = (memory: Environment['memory']) => (memory.get('gone') ?? []) as { id: number; number: string }[];

const foundById = hides(({ number }, asked) => number === asked);
const keepsTheRest = hides(({ id, number }, asked) => number === asked || `${id}` === asked);

/** The deletion of a ticket that ever was a child ends in an error page. */
const failsAtChildren: Fault = both(
  at('linkSubticket', async (sent, forward, { memory }) => {
    memory.set(`child ${bodyOf(sent)?.childId}`, true);
    return forward(sent);
  }),
  at('deleteTicket', async (sent, forward, { memory }) => {
    const answer = await forward(sent);
    return memory.has(`child ${sent.params.number}`) ? { ...htmlPage, status: 200 } : answer;
  }),
);

/** An internal ID is taken for a number. */
const takesId: Fault = async (sent, forward, { store }) => {
  const answer = await forward(sent);
  if (answer.status !== 404) return answer;
  const id = Number(sent.params.number);
  const row = await store.db.selectFrom('ticket').select('number').where('ticket_id', '=', id).executeTakeFirst();
  return row?.number ? forward(withTicket(sent, row.number)) : answer;
};

const canBeRepeated: Fault = async (sent, forward, { memory }) => {
  const answer = await forward(sent);
  if (isSuccess(answer)) memory.set(sent.url, answer);
  return (memory.get(sent.url) as typeof answer | undefined) ?? answer;
};

/** The children of a deleted ticket go with it. */
const childrenToo: Fault = async (sent, forward, { ask, store }) => {
  const { body } = await ask('GET', `/api/tickets-get.php/${sent.params.number}.json`);
  const answer = await forward(sent);
  const { children = [] } = JSON.parse(body.toString());
  if (isSuccess(answer) && children.length > 0)
    await store.db.deleteFrom('ticket').where('ticket_id', 'in', children).execute();
  return answer;
};

/** The children of a deleted ticket keep a parent. */
const childrenKeepParent: Fault = async (sent, forward) => {
  const answer = await forward(sent);
  const isOrphan = answer.body.toString().replaceAll(/\s/g, '') === '{"parent":null}';
  return isOrphan ? jsonReply(200, { parent: { ticket_id: 1, number: '1', subject: 'Gone', status: 'Open' } }) : answer;
};

/** The newest other tickets are closed. */
const closesOthers = andAlso(async ({ store: { db } }) => {
  const newest = await db.selectFrom('ticket').select('ticket_id').orderBy('ticket_id', 'desc').limit(20).execute();
  const ids = newest.map(({ ticket_id }) => ticket_id);
  await db.updateTable('ticket').set({ status_id: 3 }).where('ticket_id', 'in', ids).execute();
});

const everywhere = { at: 'all' } as const;

export const deleteTicket: Row[] = [
  [
    'deleteTicket/child-of-a-deleted-one',
    'a child whose parent is gone gets an error page',
    failsAtChildren,
    { at: ['linkSubticket', 'deleteTicket'] },
  ],
  ['deleteTicket/ticket-gone', 'nothing is deleted', notDone(numberReply)],
  ['deleteTicket/ticket-gone', 'the ticket is still found by its ID', foundById, everywhere],
  ['deleteTicket/thread-gone', 'the files are still served', keepsTheRest, everywhere],
  ['deleteTicket/gone-from-search', 'search still finds the ticket', keepsTheRest, everywhere],
  ['deleteTicket/unknown-404', 'a deletion can be repeated', canBeRepeated],
  ['deleteTicket/by-id-refused', 'an ID is taken for a number', takesId],
  ['deleteTicket/children-freed', 'children are deleted with their parent', childrenToo],
  ['deleteTicket/children-freed', 'children keep their parent', childrenKeepParent, { at: 'getParentTicket' }],
  ['deleteTicket/others-untouched', 'other tickets are closed', closesOthers],
];
