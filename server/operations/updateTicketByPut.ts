/** PUT /tickets-update.php/{number}.{format}: the same as PATCH (updateTicketByPut/same-as-patch). */
import type { Handler } from '../http/operation.js';
import { updateTicket } from './updateTicket.js';

export const updateTicketByPut: Handler<'updateTicketByPut'> = updateTicket;
