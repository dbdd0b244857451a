/** The answer of searchTickets as a whole and its rows are wrong; the forms of their fields are in families/. */
import { json } from '../../../server/faults/answer.js';
import { field, fixed } from '../../../server/faults/field.js';
import { withQuery } from '../../../server/faults/request.js';
import type { Row } from '../engine/mutant.js';
import { notFound, nothingFound, rows } from '../faults/search.js';

export const searchRows: Row[] = [
  [
    'searchTickets/answers-an-array',
    'the array is in an object',
    json((found) => ({ tickets: found, total: found.length })),
  ],
  ['searchTickets/answers-an-array', 'the array is an object with numbers for names', json((found) => ({ ...found }))],
  [
    'searchTickets/each-ticket-once',
    'a query finds its first ticket twice',
    rows((all, { query, limit = 20 }) => (query ? [...all.slice(0, 1), ...all].slice(0, Number(limit)) : all)),
  ],
  ['searchTickets/nothing-found-is-empty', 'nothing found is answered with 404', nothingFound(notFound)],
  [
    'searchTickets/nothing-found-is-empty',
    'nothing found is null',
    json((found) => (found.length === 0 ? null : found)),
  ],
  [
    'searchTickets/nothing-found-is-empty',
    'nothing found is everything',
    nothingFound((sent, forward) => forward(withQuery(sent, {}))),
  ],
  [
    'searchTickets/id-null-with-its-name',
    'topic has a name where topicId is null',
    field('[].topic', (name) => name ?? ''),
  ],
  ['searchTickets/row-agrees-with-ticket', 'priority is always Normal', fixed('[].priority', 'Normal')],
  [
    'searchTickets/row-agrees-with-ticket',
    'isAnswered is the other way round',
    field('[].isAnswered', (value) => !value),
  ],
  ['searchTickets/row-agrees-with-ticket', 'dueDate is always null', fixed('[].dueDate', null)],
  [
    'searchTickets/row-agrees-with-ticket',
    'updated is created',
    rows((all) => all.map((row) => ({ ...row, updated: row.created }))),
  ],
];
