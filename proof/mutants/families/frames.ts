/** Writes that change more than they say: other fields, entries of the thread, other tickets. Made in the database. */
import type { Row } from '../engine/mutant.js';
import { also, copiesNote, losesEntries, nobody, sets } from '../faults/also.js';
import { written } from './frames-written.js';

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
  ...written,
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
    also(sets({ ticket_pid: null }), (body) => 'priority' in body && !('parentTicketNumber' in body)),
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
    'the system notes it, too',
    also(
      copiesNote(({ own }) => [own], { poster: 'SYSTEM' }),
      (body) => 'note' in body,
    ),
  ],
  [
    'updateTicket/others-untouched',
    'the system notes a status on the siblings',
    also(
      copiesNote(({ siblings }) => siblings, { poster: 'SYSTEM' }),
      (body) => 'statusId' in body,
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
