/** listTicketStatuses broken on purpose; the types of its fields are in families/. */
import { type Mutant, mutant } from './engine/mutant.js';
import { htmlPage, json, status } from './faults/answer.js';
import { field } from './faults/field.js';
import { on } from './faults/request.js';

const list = 'listTicketStatuses';

export const listTicketStatusesMutants: Mutant[] = [
  mutant(
    'listTicketStatuses/answers-an-array',
    'the array is in an object',
    json(list, (statuses) => ({ statuses })),
  ),
  mutant('listTicketStatuses/answers-an-array', 'the list is answered with 201', status(list, 201)),
  mutant(
    'listTicketStatuses/answers-an-array',
    'the list is a web page with 200',
    on(list, async () => htmlPage),
  ),
  mutant(
    'listTicketStatuses/state-is-open-or-closed',
    'archived statuses are listed',
    json(list, (statuses) => [...statuses, { id: 4, name: 'Archived', state: 'archived' }]),
  ),
  mutant(
    'listTicketStatuses/complete',
    'the first status is left out',
    json(list, (statuses) => statuses.slice(1)),
  ),
  mutant(
    'listTicketStatuses/complete',
    'closed statuses are left out',
    json(list, (statuses) => statuses.filter(({ state }: { state: string }) => state === 'open')),
  ),
  mutant(
    'listTicketStatuses/ids-unique',
    'all statuses have one ID',
    field(list, '[].id', () => 1),
  ),
  mutant(
    'listTicketStatuses/has-an-open-status',
    'every status is closed',
    field(list, '[].state', () => 'closed'),
  ),
];
