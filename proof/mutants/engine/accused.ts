/** Which accusations of a mutant have no reason of their own: the fault changes no exchange that they are about. */
import type { OperationId } from '../../../contract/operations.js';
import type { MutantResult } from './kill.js';

const anyWrite = [
  'createTicket',
  'updateTicket',
  'updateTicketByPut',
  'deleteTicket',
  'linkSubticket',
  'unlinkSubticket',
];
const readings = ['getTicket', 'searchTickets', 'getParentTicket', 'listChildTickets', 'getTicketStats'];

/** What a requirement is about beside its own operation: it compares with these, or follows what they do. */
const alsoAbout: readonly (readonly [requirement: RegExp, operations: readonly string[]])[] = [
  [
    /agree|metadata|_id-downloads|follows-changes|counts-a-new|row-|complete|children/,
    [...anyWrite, ...readings, 'downloadAttachment', 'listTicketStatuses'],
  ],
];

/** Checks that found something though the fault changes nothing that they are about. */
export const unexplained = ({ others, touched }: Pick<MutantResult, 'others' | 'touched'>): string[] =>
  others.filter((name) => {
    const [requirement = '', of] = name.split(' ');
    const operation = of ?? requirement.split('/')[0];
    const about = alsoAbout.flatMap(([pattern, operations]) => (pattern.test(requirement) ? operations : []));
    const isTouched = (one: OperationId | 'none') => one === operation || about.includes(one);
    // A wrong method leads to no operation, and is each one's.
    return !touched.some((one) => isTouched(one) || (one === 'none' && of !== undefined));
  });
