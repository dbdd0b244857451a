/** listTicketStatuses broken on purpose; the forms of its fields are in families/. */
import { json } from '../../server/faults/answer.js';
import { fixed } from '../../server/faults/field.js';
import type { Row } from './engine/mutant.js';

const archived = { id: 4, name: 'Archived', state: 'archived' };
const isOpen = ({ state }: { state: string }) => state === 'open';

export const listTicketStatuses: Row[] = [
  ['listTicketStatuses/answers-an-array', 'the array is in an object', json((statuses) => ({ statuses }))],
  ['listTicketStatuses/state-is-open-or-closed', 'archived statuses are listed', json((all) => [...all, archived])],
  ['listTicketStatuses/complete', 'the first status is left out', json((all) => all.slice(1))],
  ['listTicketStatuses/complete', 'closed statuses are left out', json((all) => all.filter(isOpen))],
  ['listTicketStatuses/ids-unique', 'all statuses have one ID', fixed('[].id', 1)],
  ['listTicketStatuses/has-an-open-status', 'every status is closed', fixed('[].state', 'closed')],
];
