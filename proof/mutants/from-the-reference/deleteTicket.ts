/** The faults of deleteTicket, built. */
import {
  at,
  both,
  type Environment,
  errorReply,
  type Fault,
  isSuccess,
  jsonReply,
} from '../../../server/faults/fault.js';
import { anyKeyDoes, doneWithoutRight, keyRow, served } from '../../../server/faults/key.js';
import { numberOf, ticketOf } from '../families/sequences.js';
import { kinOf, threadsOf } from '../faults/also.js';
import { numberReply } from '../faults/number-reply.js';
import { type Built, rowsOf } from './built.js';
import { faults } from './list/delete-ticket.js';
import { noticed, read, remembered, type Ticket } from './pieces.js';

const all = { at: 'all' } as const;
const remove = async (environment: Environment, id: number) =>
  environment.ask('DELETE', `/api/tickets-delete.php/${await numberOf(environment, id)}.json`);

/** Others go with a ticket. */
const takes =
  (whom: (environment: Environment, children: number[]) => Promise<number[]>): Fault =>
  async (sent, forward, environment) => {
    const { children } = await kinOf(environment.store.db, sent.params.number ?? '');
    const going = await whom(environment, children);
    const answer = await forward(sent);
    if (isSuccess(answer)) for (const id of going) await remove(environment, id);
    return answer;
  };

const mayDelete = async (sent: Parameters<Fault>[0], environment: Environment) =>
  (await keyRow(sent, environment))?.can_delete_tickets === 1 &&
  (await ticketOf(environment, sent.params.number ?? '')) !== undefined;

const onlyClosed: Fault = async (sent, forward, environment) => {
  const ticket = (await mayDelete(sent, environment)) && (await read(environment, sent.params.number ?? ''));
  if (!ticket?.thread?.some(({ type }: Ticket) => type === 'note')) return forward(sent);
  await environment.ask('PATCH', `/api/tickets-update.php/${ticket.number}.json`, { statusId: 3 });
  return numberReply(sent);
};

const nothingAtXml: Fault = async (sent, forward, environment) =>
  /\.xml(\?|$)/.test(sent.url) && (await mayDelete(sent, environment)) ? numberReply(sent) : forward(sent);

const parentAnswers500: Fault = async (sent, forward, { store: { db } }) => {
  const { children } = await kinOf(db, sent.params.number ?? '');
  const answer = await forward(sent);
  return isSuccess(answer) && children.length > 0 ? errorReply(500) : answer;
};

const filesOf = ({ thread }: Ticket): Ticket[] => thread.flatMap((entry: Ticket) => entry.attachments ?? []);

const filesStay = both(
  at('deleteTicket', async (sent, forward, environment) => {
    const before = await read(environment, sent.params.number ?? '');
    const kept = before
      ? await Promise.all(
          filesOf(before).map(
            async ({ file_id: id }) =>
              [id, await environment.ask('GET', `/api/tickets-attachment-download.php/${id}.json`)] as const,
          ),
        )
      : [];
    const answer = await forward(sent);
    if (isSuccess(answer))
      for (const [id, file] of kept)
        if (isSuccess(file)) environment.memory.set(`file ${id}`, JSON.parse(file.body.toString()));
    return answer;
  }),
  at('downloadAttachment', async (sent, forward, { memory }) => {
    const answer = await forward(sent);
    const kept = memory.get(`file ${sent.params.file_id}`);
    return [403, 404].includes(answer.status) && kept ? jsonReply(200, kept) : answer;
  }),
);

/** Files of tickets that were made since the fault began. */
const namesakesGo = both(
  at('createTicket', async (sent, forward, { memory }) => {
    const answer = await forward(sent);
    if (isSuccess(answer)) remembered(memory, 'made').add(answer.body.toString().trim());
    return answer;
  }),
  at(
    'deleteTicket',
    noticed(async (before, { memory, store: { db } }) => {
      const names = filesOf(before).map(({ filename }) => filename);
      if (names.length === 0) return;
      const made = await db
        .selectFrom('ticket')
        .select('ticket_id')
        .where('number', 'in', [...remembered(memory, 'made')])
        .execute();
      const entries = db
        .selectFrom('thread_entry')
        .select('id')
        .where(
          'thread_id',
          'in',
          threadsOf(
            db,
            made.map((row) => row.ticket_id),
          ),
        );
      const ids = db.selectFrom('file').select('id').where('name', 'in', names);
      await db
        .deleteFrom('attachment')
        .where('type', '=', 'H')
        .where('object_id', 'in', entries)
        .where('file_id', 'in', ids)
        .execute();
    }),
  ),
);

const readAndUpdateDo = served(async (sent, environment) => {
  const row = await keyRow(sent, environment);
  return row?.isactive === 1 && row.can_read_tickets === 1 && row.can_update_tickets === 1;
});

const built: Built<typeof faults> = {
  'read-and-update-delete': ['deleteTicket/permission', readAndUpdateDo],
  'children-go-too': ['deleteTicket/others-untouched', takes(async (_, children) => children)],
  'grandchildren-go-too': [
    'deleteTicket/others-untouched',
    takes(async ({ store: { db } }, children) =>
      (
        await db
          .selectFrom('ticket')
          .select('ticket_id')
          .where('ticket_pid', 'in', [-1, ...children])
          .execute()
      ).map((row) => row.ticket_id),
    ),
  ],
  'only-closed': ['deleteTicket/ticket-gone', onlyClosed],
  'xml-deletes-nothing': ['deleteTicket/ticket-gone', nothingAtXml],
  'forbidden-deletes': ['permissions/refused-without-effect', doneWithoutRight(403), { of: ['deleteTicket'] }],
  'parent-answers-500': ['deleteTicket/answers-200', parentAnswers500],
  'file-still-served': ['deleteTicket/thread-gone', filesStay, all],
  'sibling-file-goes': ['deleteTicket/others-untouched', namesakesGo, all],
  'closed-needs-no-permission': [
    'deleteTicket/permission',
    async (sent, forward, environment) => {
      const ticket = await ticketOf(environment, sent.params.number ?? '');
      return ticket?.closed ? anyKeyDoes(sent, forward, environment) : forward(sent);
    },
  ],
};

export const deleteTicket = rowsOf('deleteTicket', faults, built);
