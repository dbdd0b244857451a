/** Writes that change more than they say: other fields, entries of the thread, other tickets. Made in the database. */
import type { Environment, Fault, FaultRequest } from '../../../server/faults/fault.js';
import { isSuccess } from '../../../server/faults/fault.js';
import { bodyOf } from '../../../server/faults/request.js';
import type { Row } from '../engine/mutant.js';

type Database = Environment['store']['db'];
interface Kin {
  /** IDs of the ticket in the path, its parent, siblings and children, as they were before the request. */
  own: number;
  parent: number;
  siblings: number[];
  children: number[];
}

const nobody = -1;

async function kinOf(db: Database, number: string): Promise<Kin> {
  const ids = async (pid: number | null | undefined) =>
    pid
      ? (await db.selectFrom('ticket').select('ticket_id').where('ticket_pid', '=', pid).execute()).map(
          (row) => row.ticket_id,
        )
      : [];
  const own = await db
    .selectFrom('ticket')
    .select(['ticket_id', 'ticket_pid'])
    .where('number', '=', number)
    .executeTakeFirst();
  const siblings = (await ids(own?.ticket_pid)).filter((id) => id !== own?.ticket_id);
  return {
    own: own?.ticket_id ?? nobody,
    parent: own?.ticket_pid ?? nobody,
    siblings,
    children: await ids(own?.ticket_id),
  };
}

/** After a success, the database is changed too. @param fits the requests that it happens for, by their fields */
const also =
  (
    change: (db: Database, kin: Kin, sent: FaultRequest) => Promise<unknown>,
    fits: (body: Record<string, unknown>) => boolean = () => true,
  ): Fault =>
  async (sent, forward, { store: { db } }) => {
    const body = bodyOf(sent) ?? {};
    const named = sent.params.number ?? sent.params.parentNumber ?? String(body.parentTicketId);
    const kin = await kinOf(db, named);
    const answer = await forward(sent);
    if (isSuccess(answer) && fits(body)) await change(db, kin, sent);
    return answer;
  };

/** Columns of a ticket. */
type Columns = Partial<Record<'staff_id' | 'topic_id' | 'status_id' | 'dept_id' | 'sla_id' | 'isanswered', number>> & {
  [name in 'closed' | 'duedate' | 'ticket_pid']?: null;
} & { ip_address?: string; source?: 'Email' };
const set = (db: Database, ids: readonly number[], columns: Columns) =>
  db
    .updateTable('ticket')
    .set(columns)
    .where('ticket_id', 'in', [nobody, ...ids])
    .execute();
const sets =
  (columns: Columns, whom: (kin: Kin) => number[] = ({ own }) => [own]) =>
  (db: Database, kin: Kin) =>
    set(db, whom(kin), columns);

const threadsOf = (db: Database, ids: readonly number[]) =>
  db
    .selectFrom('thread')
    .select('id')
    .where('object_type', '=', 'T')
    .where('object_id', 'in', [nobody, ...ids]);

/** The newest entry of a ticket stands in the threads of others, or in its own, once more. */
const copiesNote = (whom: (kin: Kin) => number[]) => async (db: Database, kin: Kin) => {
  const [newest] = await db
    .selectFrom('thread_entry')
    .selectAll()
    .where('thread_id', 'in', threadsOf(db, [kin.own]))
    .orderBy('id', 'desc')
    .limit(1)
    .execute();
  if (!newest) return;
  const { id: _, thread_id: __, ...entry } = newest;
  for (const { id } of await threadsOf(db, whom(kin)).execute())
    await db
      .insertInto('thread_entry')
      .values({ ...entry, thread_id: id })
      .execute();
};

const losesEntries = (whom: (kin: Kin) => number[]) => (db: Database, kin: Kin) =>
  db
    .deleteFrom('thread_entry')
    .where('thread_id', 'in', threadsOf(db, whom(kin)))
    .execute();

const onlySent = (id: 'updateTicket' | 'updateTicketByPut'): Row[] => {
  const stays = `${id}/only-sent-fields-change` as const;
  return [
    [stays, 'a new department takes the agent', also(sets({ staff_id: 0 }), (body) => 'departmentId' in body)],
    [stays, 'a new department takes the help topic', also(sets({ topic_id: 0 }), (body) => 'departmentId' in body)],
    [
      stays,
      'a note opens a closed ticket',
      also(sets({ status_id: 1, closed: null }), (body) => 'note' in body && !('statusId' in body)),
    ],
    [
      stays,
      'an agent and a help topic together change the department',
      also(sets({ dept_id: 3 }), (body) => 'staffId' in body && 'topicId' in body && !('departmentId' in body)),
    ],
    [stays, 'an update marks the ticket as answered', also(sets({ isanswered: 1 }))],
    [stays, 'an update takes the IP address', also(sets({ ip_address: '' }))],
    [stays, 'an update says that the ticket came by e-mail', also(sets({ source: 'Email' }))],
  ];
};

export const frames: Row[] = [
  ...onlySent('updateTicket'),
  ...onlySent('updateTicketByPut'),
  [
    'updateTicket/only-sent-fields-change',
    '`noteTitle` alone adds a note',
    also(
      copiesNote(({ own }) => [own]),
      (body) => 'noteTitle' in body && !('note' in body),
    ),
  ],
  [
    'updateTicket/only-sent-fields-change',
    '`noteFormat` alone takes the agent',
    also(sets({ staff_id: 0 }), (body) => 'noteFormat' in body && !('note' in body)),
  ],
  [
    'updateTicket/only-sent-fields-change',
    'clearing the due date clears the SLA plan',
    also(sets({ sla_id: 0 }), (body) => body.dueDate === null),
  ],
  [
    'updateTicket/only-sent-fields-change',
    'a new status empties the thread',
    also(
      losesEntries(({ own }) => [own]),
      (body) => 'statusId' in body && !('note' in body),
    ),
  ],
  [
    'updateTicket/only-sent-fields-change',
    'a new priority takes the ticket from its parent',
    also(sets({ ticket_pid: null }), (body) => 'priority' in body),
  ],
  [
    'updateTicket/note-added-once',
    'a note is added twice',
    also(
      copiesNote(({ own }) => [own]),
      (body) => 'note' in body,
    ),
  ],
  [
    'updateTicket/note-added-once',
    'a note with another field is added twice',
    also(
      copiesNote(({ own }) => [own]),
      (body) => 'note' in body && 'statusId' in body,
    ),
  ],
  [
    'updateTicket/others-untouched',
    'a new status is the siblings’ too',
    also(
      sets({ status_id: 3 }, ({ siblings }) => siblings),
      (body) => 'statusId' in body,
    ),
  ],
  [
    'updateTicket/others-untouched',
    'a note is added to the parent too',
    also(
      copiesNote(({ parent }) => [parent]),
      (body) => 'note' in body,
    ),
  ],
  [
    'updateTicket/others-untouched',
    'an agent gets the children too',
    also(
      sets({ staff_id: 1 }, ({ children }) => children),
      (body) => 'staffId' in body,
    ),
  ],
  [
    'updateTicket/others-untouched',
    'a new child replaces those before',
    also(sets({ ticket_pid: null }, ({ siblings }) => siblings)),
  ],
  [
    'updateTicketByPut/others-untouched',
    'the children of the parent go',
    also(sets({ ticket_pid: null }, ({ siblings }) => siblings)),
  ],
  [
    'updateTicketByPut/others-untouched',
    'the parent gets another department',
    also(sets({ dept_id: 3 }, ({ parent }) => [parent])),
  ],
  ['createTicket/others-untouched', 'a new child closes its parent', also(sets({ status_id: 3 }, ({ own }) => [own]))],
  [
    'createTicket/others-untouched',
    'a new child takes the place of an older one',
    also(sets({ ticket_pid: null }, ({ children }) => children.slice(0, 1))),
  ],
  ['createTicket/others-untouched', 'a new child adds a note to its parent', also(copiesNote(({ own }) => [own]))],
  ['linkSubticket/tickets-stay', 'the parent gets a note', also(copiesNote(({ own }) => [own]))],
  ['linkSubticket/tickets-stay', 'the parent is closed', also(sets({ status_id: 3 }))],
  [
    'linkSubticket/others-untouched',
    'a new child takes the place of an older one',
    also(sets({ ticket_pid: null }, ({ children }) => children)),
  ],
  [
    'linkSubticket/others-untouched',
    'the other children get another priority',
    also((db, { children }) =>
      db
        .updateTable('ticket__cdata')
        .set({ priority: '4' })
        .where('ticket_id', 'in', [nobody, ...children])
        .execute(),
    ),
  ],
  ['unlinkSubticket/child-stays', 'the child loses its thread', also(losesEntries(({ own }) => [own]))],
  [
    'unlinkSubticket/siblings-stay',
    'the newest sibling is unlinked too',
    also(sets({ ticket_pid: null }, ({ siblings }) => siblings.slice(-1))),
  ],
  [
    'unlinkSubticket/siblings-stay',
    'the oldest sibling is unlinked too',
    also(sets({ ticket_pid: null }, ({ siblings }) => siblings.slice(0, 1))),
  ],
  ['unlinkSubticket/others-untouched', 'the parent is closed', also(sets({ status_id: 3 }, ({ parent }) => [parent]))],
  [
    'unlinkSubticket/others-untouched',
    'the siblings lose their threads',
    also(losesEntries(({ siblings }) => siblings)),
  ],
  [
    'deleteTicket/others-untouched',
    'the siblings lose their parent',
    also(sets({ ticket_pid: null }, ({ siblings }) => siblings)),
  ],
  ['deleteTicket/others-untouched', 'the parent loses its thread', also(losesEntries(({ parent }) => [parent]))],
  ['deleteTicket/others-untouched', 'the children lose their threads', also(losesEntries(({ children }) => children))],
  [
    'deleteTicket/others-untouched',
    'the grandchildren lose their parent',
    also((db, { children }) =>
      db
        .updateTable('ticket')
        .set({ ticket_pid: null })
        .where('ticket_pid', 'in', [nobody, ...children])
        .execute(),
    ),
  ],
];
