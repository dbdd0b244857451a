/** The parent is wrong. */
import { type Mutant, mutant } from '../engine/mutant.js';
import { refusalStatus } from '../faults/answer.js';
import { accepted } from '../faults/effect.js';
import { linkedAllTheSame } from '../faults/kinship.js';
import { withoutField } from '../faults/repair.js';
import { passedOver } from '../faults/request.js';
import { nothing, refusals, update, withoutSubtickets } from './broken-update.js';

export const parentMutants: Mutant[] = [
  mutant('updateTicket/parent-stored', 'the parent is passed over', passedOver(update, 'parentTicketNumber')),
  mutant('updateTicket/parent-stored', 'nothing is changed', nothing),
  ...refusals('updateTicket/parent-unknown-refused', 'an unknown parent', 'parentTicketNumber'),
  ...refusals('updateTicket/parent-itself-refused', 'the ticket itself as its parent', 'parentTicketNumber'),
  ...refusals('updateTicket/parent-cycle-refused', 'a descendant as parent', 'parentTicketNumber'),
  mutant(
    'updateTicket/second-parent-refused',
    'a second parent is passed over',
    accepted(update, withoutField('parentTicketNumber')),
  ),
  mutant(
    'updateTicket/second-parent-refused',
    'a second parent is refused, but takes the place of the first',
    linkedAllTheSame(update),
  ),
  mutant(
    'updateTicket/parent-absent-501',
    'a parent is passed over',
    accepted(update, withoutField('parentTicketNumber')),
    withoutSubtickets,
  ),
  mutant(
    'updateTicket/parent-absent-501',
    'a parent is refused with 400',
    refusalStatus(update, 400, (answer) => answer.status === 501),
    withoutSubtickets,
  ),
];
