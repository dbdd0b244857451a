/** Operations that answer the ticket's number as plain text. */
import type { RequirementId } from '../../../generated/requirements.js';
import type { FaultAnswer, FaultRequest } from '../engine/fault.js';
import { made } from '../engine/layer.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { refusal, refusalStatus } from '../faults/answer.js';

type Answering = 'updateTicket' | 'updateTicketByPut' | 'deleteTicket';

/** What would be answered, had the request been carried out. */
export const asDone = (sent: FaultRequest): FaultAnswer => made(200, 'text/plain', sent.params.number ?? '');

/** A ticket that does not exist. */
export const unknownTicket = (id: Answering, done: string): Mutant[] => {
  const rule: RequirementId = `${id}/unknown-404`;
  return [
    mutant(
      rule,
      `an unknown ticket is answered as ${done}`,
      refusal(id, (answer, sent) => (answer.status === 404 ? asDone(sent) : answer)),
    ),
    mutant(
      rule,
      'an unknown ticket is answered with 400',
      refusalStatus(id, 400, (answer) => answer.status === 404),
    ),
  ];
};
