/** The handler of every operation; one that is missing, or that does not follow the contract, does not compile. */
import type { OperationId } from '../../contract/operations.js';
import type { Handler } from '../http/operation.js';
import { createTicket } from './createTicket.js';
import { deleteTicket } from './deleteTicket.js';
import { downloadAttachment } from './downloadAttachment.js';
import { getParentTicket } from './getParentTicket.js';
import { getTicket } from './getTicket.js';
import { getTicketStats } from './getTicketStats.js';
import { linkSubticket } from './linkSubticket.js';
import { listChildTickets } from './listChildTickets.js';
import { listTicketStatuses } from './listTicketStatuses.js';
import { searchTickets } from './searchTickets.js';
import { unlinkSubticket } from './unlinkSubticket.js';
import { updateTicket } from './updateTicket.js';
import { updateTicketByPut } from './updateTicketByPut.js';

export const handlers: { readonly [Id in OperationId]: Handler<Id> } = {
  createTicket,
  deleteTicket,
  downloadAttachment,
  getParentTicket,
  getTicket,
  getTicketStats,
  linkSubticket,
  listChildTickets,
  listTicketStatuses,
  searchTickets,
  unlinkSubticket,
  updateTicket,
  updateTicketByPut,
};
