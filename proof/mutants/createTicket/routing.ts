/** Where a ticket goes, and when it is due, is wrong. */

import { type Mutant, mutant } from '../engine/mutant.js';
import { dueDates } from '../families/due-dates.js';
import { json, refusalStatus } from '../faults/answer.js';
import { passedOver, refusesBody } from '../faults/request.js';
import { create, refusals, withoutSubtickets } from './broken-creation.js';

export const routingMutants: Mutant[] = [
  mutant(
    'createTicket/department-default',
    'a ticket lies in no department',
    json('getTicket', (ticket) => ({ ...ticket, departmentId: 0, department: '' })),
  ),
  mutant(
    'createTicket/priority-default',
    'a ticket has no priority',
    json('getTicket', (ticket) => ({ ...ticket, priorityId: 0, priority: '' })),
  ),
  ...dueDates(create, 'duedate'),
  ...refusals('createTicket/duedate-invalid-400', 'a due date that is none', 'duedate'),
  ...refusals('createTicket/duedate-impossible-400', 'an impossible day', 'duedate'),
  mutant(
    'createTicket/parent-by-number',
    "a parent's number is passed over",
    passedOver(create, 'parentTicketId', (parent) => typeof parent === 'string'),
  ),
  mutant(
    'createTicket/parent-by-number',
    "a parent's number is refused",
    refusesBody(create, ({ parentTicketId }) => typeof parentTicketId === 'string'),
  ),
  mutant(
    'createTicket/parent-by-id',
    "a parent's ID is passed over",
    passedOver(create, 'parentTicketId', (parent) => typeof parent === 'number'),
  ),
  mutant(
    'createTicket/parent-by-id',
    "a parent's ID is refused",
    refusesBody(create, ({ parentTicketId }) => typeof parentTicketId === 'number'),
  ),
  ...refusals('createTicket/parent-verified', 'an unknown parent', 'parentTicketId'),
  mutant(
    'createTicket/parent-absent-501',
    'a parent is passed over',
    passedOver(create, 'parentTicketId'),
    withoutSubtickets,
  ),
  mutant(
    'createTicket/parent-absent-501',
    'a parent is refused with 400',
    refusalStatus(create, 400, (answer) => answer.status === 501),
    withoutSubtickets,
  ),
];
