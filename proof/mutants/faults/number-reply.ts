import { type FaultAnswer, type FaultRequest, reply } from '../../../server/faults/fault.js';

/** What would be answered, had the request been carried out. */
export const numberReply = ({ params }: FaultRequest): FaultAnswer => reply(200, 'text/plain', params.number ?? '');
