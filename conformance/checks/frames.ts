/** Checks that a write changes what it says and nothing else, in the ticket and in those around it. */
import type { RequirementId } from '../../generated/requirements.js';
import { type Check, check } from '../kernel/check.js';
import { framed } from '../steps/frames/framed.js';

const frame = (id: RequirementId, action: string): Check =>
  check(id, `${action}, and compare tickets, search rows, parents and children before and after`, (t) => framed(t, id));

export const checks: Check[] = [
  frame('createTicket/others-untouched', 'Create a child'),
  frame('updateTicket/only-sent-fields-change', 'Send each field alone, and each two fields together'),
  frame('updateTicket/others-untouched', 'Send each field alone, and each two fields together'),
  frame('updateTicket/note-added-once', 'Send a note alone and with other fields'),
  frame('updateTicketByPut/only-sent-fields-change', 'Send each two fields together'),
  frame('updateTicketByPut/others-untouched', 'Send each two fields together'),
  frame('linkSubticket/tickets-stay', 'Link two tickets'),
  frame('linkSubticket/others-untouched', 'Link three tickets to one'),
  frame('unlinkSubticket/others-untouched', 'Unlink one of three children'),
];
