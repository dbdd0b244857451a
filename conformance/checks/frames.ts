/** Checks that a write changes what it says and nothing else, in the ticket and in those around it. */
import type { RequirementId } from '../../generated/requirements.js';
import { type Check, check } from '../kernel/check.js';
import { alsoFramed, framed } from '../steps/frames/framed.js';

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

/** What the writes say, and others see them say, is looked at by checks of its own first. */
const alsoLookedAt = new Set<RequirementId>([
  'updateTicket/department-by-id',
  'updateTicket/priority-by-id',
  'updateTicket/sla-by-id',
  'updateTicket/staff-by-id',
  'updateTicket/status-by-id',
  'updateTicket/topic-by-id',
  'updateTicket/dueDate-stored',
  'updateTicket/dueDate-with-time',
  'updateTicket/dueDate-null-clears',
  'updateTicket/note-added',
  'updateTicket/parent-stored',
  'updateTicketByPut/same-as-patch',
  'linkSubticket/linked',
  'linkSubticket/answers-the-parent',
  'linkSubticket/answers-the-child',
  'unlinkSubticket/unlinked',
  'unlinkSubticket/answers-the-child',
  'listChildTickets/agrees-with-ticket',
  'deleteTicket/children-freed',
]);

/** Lets a check look at the family too, where that shows something of its requirement and the run may write. */
export const alsoInTheFamily = (one: Check): Check =>
  alsoLookedAt.has(one.requirement)
    ? {
        ...one,
        run: async (t, operation) => {
          const seen = await one.run(t, operation);
          if (t.session.run.mode === 'write') await alsoFramed(t, one.requirement);
          return seen;
        },
      }
    : one;
