/** The times are wrong. */
import { type Mutant, mutant } from '../engine/mutant.js';
import { json } from '../faults/answer.js';
import { field } from '../faults/field.js';
import { passedOver, refusesBody } from '../faults/request.js';
import { refusals, sticky, update } from './broken-update.js';

export const timesMutants: Mutant[] = [
  mutant(
    'updateTicket/updated-moves',
    'updated stays as it was',
    sticky('updated', () => true),
  ),
  mutant(
    'updateTicket/updated-moves',
    'updated goes back',
    json('getTicket', (ticket, _, { memory }) => {
      const reads = Number(memory.get(ticket.id) ?? 0) + 1;
      memory.set(ticket.id, reads);
      return { ...ticket, updated: `2020-01-01 00:00:${String(59 - (reads % 60)).padStart(2, '0')}` };
    }),
  ),
  mutant('updateTicket/dueDate-stored', 'the due date is passed over', passedOver(update, 'dueDate')),
  mutant(
    'updateTicket/dueDate-stored',
    'the due date is a day early',
    field(
      'getTicket',
      'duedate',
      (date) => date && new Date(Date.parse(`${date}Z`) - 86_400_000).toISOString().slice(0, 19).replace('T', ' '),
    ),
  ),
  mutant(
    'updateTicket/dueDate-with-time',
    'the time of the due date is lost',
    field('getTicket', 'duedate', (date) => date && `${String(date).slice(0, 10)} 00:00:00`),
  ),
  mutant(
    'updateTicket/dueDate-with-time',
    'a due date with a time is refused',
    refusesBody(update, ({ dueDate }) => typeof dueDate === 'string' && dueDate.length > 10),
  ),
  mutant(
    'updateTicket/dueDate-null-clears',
    'null is passed over',
    passedOver(update, 'dueDate', (date) => date === null),
  ),
  mutant(
    'updateTicket/dueDate-null-clears',
    'null is refused',
    refusesBody(update, ({ dueDate }) => dueDate === null),
  ),
  mutant(
    'updateTicket/dueDate-future-clears-overdue',
    'a ticket stays overdue',
    sticky('isOverdue', (value) => value === true),
  ),
  ...refusals('updateTicket/dueDate-invalid-400', 'a due date that is none', 'dueDate'),
  ...refusals('updateTicket/dueDate-impossible-400', 'an impossible day', 'dueDate'),
  mutant(
    'updateTicket/closing-sets-closed',
    'closed stays null',
    field('getTicket', 'closed', () => null),
  ),
  mutant(
    'updateTicket/closing-sets-closed',
    'closed stays when a ticket is opened again',
    sticky('closed', (value) => value !== null),
  ),
];
