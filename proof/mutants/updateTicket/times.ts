/** The times are wrong. */

import { type Mutant, mutant } from '../engine/mutant.js';
import { dueDates } from '../families/due-dates.js';
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
  ...dueDates(update, 'dueDate'),
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
