/** The due date of a ticket, however it is sent. */
import type { RequirementId } from '../../../generated/requirements.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { field } from '../faults/field.js';
import { passedOver, refusesBody } from '../faults/request.js';

/** @param name the field's name in the request */
export const dueDates = <Id extends 'createTicket' | 'updateTicket'>(
  id: Id,
  name: Id extends 'createTicket' ? 'duedate' : 'dueDate',
): Mutant[] => {
  const stored = `${id}/${name}-stored` as RequirementId;
  const withTime = `${id}/${name}-with-time` as RequirementId;
  return [
    mutant(stored, 'the due date is passed over', passedOver(id, name)),
    mutant(
      stored,
      'the due date is a day early',
      field(
        'getTicket',
        'duedate',
        (date) => date && new Date(Date.parse(`${date}Z`) - 86_400_000).toISOString().slice(0, 19).replace('T', ' '),
      ),
    ),
    mutant(
      withTime,
      'the time of the due date is lost',
      field('getTicket', 'duedate', (date) => date && `${String(date).slice(0, 10)} 00:00:00`),
    ),
    mutant(
      withTime,
      'a due date with a time is refused',
      refusesBody(id, (body) => typeof body[name] === 'string' && body[name].length > 10),
    ),
  ];
};
