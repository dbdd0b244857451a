/** listTicketStatuses broken on purpose; the forms of its fields are in families/. */
import { json } from '../../server/faults/answer.js';
import { at, both } from '../../server/faults/fault.js';
import { fixed } from '../../server/faults/field.js';
import { bodyOf } from '../../server/faults/request.js';
import type { Row } from './engine/mutant.js';

const archived = { id: 4, name: 'Archived', state: 'archived' };
const isOpen = ({ state }: { state: string }) => state === 'open';

/** The list lacks the status that was given last. */
const losesTaken = both(
  at('updateTicket', async (sent, forward, { memory }) => {
    const { statusId } = bodyOf(sent) ?? {};
    if (statusId !== undefined) memory.set('taken', Number(statusId));
    return forward(sent);
  }),
  at(
    'listTicketStatuses',
    json((all, _, { memory }) => all.filter(({ id }: { id: number }) => id !== memory.get('taken'))),
  ),
);

export const listTicketStatuses: Row[] = [
  ['listTicketStatuses/answers-an-array', 'the array is in an object', json((statuses) => ({ statuses }))],
  ['listTicketStatuses/state-is-open-or-closed', 'archived statuses are listed', json((all) => [...all, archived])],
  ['listTicketStatuses/complete', 'the first status is left out', json((all) => all.slice(1))],
  ['listTicketStatuses/complete', 'closed statuses are left out', json((all) => all.filter(isOpen))],
  ['listTicketStatuses/complete', 'a status that a ticket has just taken is left out', losesTaken, { at: 'all' }],
  ['listTicketStatuses/ids-unique', 'all statuses have one ID', fixed('[].id', 1)],
  ['listTicketStatuses/has-an-open-status', 'every status is closed', fixed('[].state', 'closed')],
];
