/** What a reader does about tickets of a run that are still there. */
import type { Results } from '../../generated/results.js';

/** Without these a key can remove nothing: what is not read is not proven to be a run's own. */
const needed = ['can_read_tickets', 'can_delete_tickets'] as const;

/** How a ticket is called in a list of those that are left. */
export const leftName = ({ number }: Results['left'][number]): string => number ?? 'number not proven';

/** Which command removes them, with which key; and what remains where it does not. */
export function leftAdvice({ run, target: { permissions } }: Results): string {
  const lacking = needed.filter((one) => permissions[one] === false);
  const withKey =
    lacking.length === 0
      ? 'with the same settings'
      : `with a key that has ${lacking.join(' and ')}, which this one lacks`;
  return `Run \`osticket-contract sweep --deletes\` ${withKey}. What shows too little to be removed by it is for an agent to delete: search in osTicket for ${run.id}.`;
}
