/** Writes that do not do what they say for tickets in some states, or for two fields together. */

import { json } from '../../../server/faults/answer.js';
import { type Fault, when } from '../../../server/faults/fault.js';
import { fixed } from '../../../server/faults/field.js';
import { bodyOf, ignores, type Json, refuses, request, withBody } from '../../../server/faults/request.js';
import type { Row } from '../engine/mutant.js';
import { also, type Database, nobody, set, type sets } from '../faults/also.js';
import { doneInPart } from '../from-the-reference/pieces.js';

const ticketOf = (db: Database, number: unknown) =>
  db.selectFrom('ticket').selectAll().where('number', '=', String(number)).executeTakeFirst();

const isClosed = async (db: Database, number: unknown) => Boolean((await ticketOf(db, number))?.closed);

/** Fields of an update of a closed ticket are not stored. */
const ignoredWhereClosed = (field: string): Fault =>
  when(
    ({ params }, { store }) => isClosed(store.db, params.number),
    request((sent) => {
      const { [field]: _, ...others } = bodyOf(sent) ?? {};
      return withBody(sent, others);
    }),
  );

/** A field is not stored where another one is sent too. */
const ignoredBeside = (field: string, fits: (body: Json) => boolean): Fault =>
  request((sent) => {
    const { [field]: value, ...others } = bodyOf(sent) ?? {};
    return value !== undefined && fits(bodyOf(sent) ?? {}) ? withBody(sent, others) : sent;
  });

/** Happens to a ticket that has the value already, or has another one. */
const where =
  (fits: (before: Record<string, unknown>, body: Json) => boolean, columns: Parameters<typeof sets>[0]): Fault =>
  async (sent, forward, { store: { db } }) => {
    const before = await ticketOf(db, sent.params.number);
    const answer = await forward(sent);
    if (before && answer.status === 200 && fits(before, bodyOf(sent) ?? {})) await set(db, [before.ticket_id], columns);
    return answer;
  };

/** After the last open child is closed, so is the parent. */
const closesTheParent = also(
  async (db, { own, parent, siblings }) => {
    const family = db
      .selectFrom('ticket')
      .selectAll()
      .where('ticket_id', 'in', [own, ...siblings]);
    const children = await family.execute();
    const [one] = children;
    if (one && parent !== nobody && children.every(({ closed }) => closed)) {
      const { status_id, closed } = one;
      await db.updateTable('ticket').set({ status_id, closed }).where('ticket_id', '=', parent).execute();
    }
  },
  (body) => 'statusId' in body,
);

const toTheParent: Fault = also(
  (db, { own, children }) =>
    db
      .updateTable('ticket')
      .set((of) => ({
        ticket_pid: of.selectFrom('ticket as one').select('one.ticket_pid').where('one.ticket_id', '=', own),
      }))
      .where('ticket_id', 'in', [nobody, ...children])
      .execute(),
  (body) => 'parentTicketNumber' in body,
);

/** The children of a deleted ticket are given to its parent. */
const childrenToTheGrandparent = also((db, { parent, children }) =>
  parent === nobody
    ? Promise.resolve()
    : db
        .updateTable('ticket')
        .set({ ticket_pid: parent })
        .where('ticket_id', 'in', [nobody, ...children])
        .execute(),
);

/** Closed children are missing in the ticket. */
const openChildrenOnly: Fault = async (sent, forward, environment) => {
  const { db } = environment.store;
  const closed = await db.selectFrom('ticket').select('ticket_id').where('closed', 'is not', null).execute();
  const ids = closed.map(({ ticket_id }) => ticket_id);
  return json((ticket) => ({ ...ticket, children: ticket.children.filter((id: number) => !ids.includes(id)) }))(
    sent,
    forward,
    environment,
  );
};

export const written: Row[] = [
  [
    'updateTicket/dueDate-null-clears',
    'null beside a note is ignored',
    ignoredBeside('dueDate', ({ note, dueDate }) => note !== undefined && dueDate === null),
  ],
  [
    'updateTicket/dueDate-null-clears',
    'null beside an SLA plan is ignored',
    ignoredBeside('dueDate', ({ slaId, dueDate }) => slaId !== undefined && dueDate === null),
  ],
  ['updateTicket/dueDate-stored', 'a closed ticket keeps its due date', ignoredWhereClosed('dueDate')],
  ['updateTicket/department-by-id', 'a closed ticket stays in its department', ignoredWhereClosed('departmentId')],
  [
    'updateTicket/note-added',
    'a note beside a parent is dropped',
    ignoredBeside('note', (body) => 'parentTicketNumber' in body),
  ],
  ['updateTicket/others-untouched', 'the parent of the last child to be closed is closed', closesTheParent],
  ['updateTicket/only-sent-fields-change', 'a ticket that gets a parent gives it its children', toTheParent],
  [
    'updateTicket/only-sent-fields-change',
    'the status that a ticket has takes its agent',
    where((before, body) => before.status_id === body.statusId, { staff_id: 0 }),
  ],
  [
    'updateTicket/only-sent-fields-change',
    'another help topic takes the SLA plan',
    where(({ topic_id }, { topicId }) => Boolean(topicId && topic_id) && topicId !== topic_id, { sla_id: 0 }),
  ],
  [
    'updateTicket/all-or-nothing',
    'a file is refused, and the priority stored',
    doneInPart([400], ({ attachments, priority }) =>
      attachments && priority !== undefined ? { priority } : undefined,
    ),
  ],
  [
    'updateTicket/all-or-nothing',
    'a day that is in no calendar is refused, and the priority stored',
    doneInPart([400], ({ dueDate, priority, ...others }) =>
      /-02-30$/.test(String(dueDate)) && Object.keys(others)[0] !== 'dueDate' && priority !== undefined
        ? { priority }
        : undefined,
    ),
  ],
  ['updateTicket/status-unknown-refused', '0 is taken for nothing', ignores('statusId', (status) => status === 0)],
  [
    'listChildTickets/agrees-with-ticket',
    'closed children are missing in the ticket',
    openChildrenOnly,
    { at: 'getTicket' },
  ],
  ['deleteTicket/children-freed', 'its parent gets its children', childrenToTheGrandparent],
  [
    'linkSubticket/linked',
    'a closed ticket is refused as a child',
    when(
      (sent, { store }) => isClosed(store.db, bodyOf(sent)?.childId),
      refuses(() => true, 422),
    ),
  ],
  [
    'linkSubticket/tickets-stay',
    'a closed parent is opened',
    async (sent, forward, { store: { db } }) => {
      const parent = await ticketOf(db, sent.params.parentNumber);
      const answer = await forward(sent);
      if (parent?.closed && answer.status === 200) await set(db, [parent.ticket_id], { status_id: 1, closed: null });
      return answer;
    },
  ],
  ['linkSubticket/answers-the-child', 'every child is shown as open', fixed('child.status', 'Open')],
  ['unlinkSubticket/answers-the-child', 'every child is shown as open', fixed('child.status', 'Open')],
];
