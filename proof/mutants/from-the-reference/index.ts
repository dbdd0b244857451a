/** Faults that were written from the reference alone, before a look at the checks: list/ is as it was written then. */
import type { Row } from '../engine/mutant.js';
import { createTicket } from './createTicket.js';
import { deleteTicket } from './deleteTicket.js';
import { downloadAttachment } from './downloadAttachment.js';
import { getTicket } from './getTicket.js';
import { getTicketStats, listTicketStatuses } from './getTicketStats.js';
import { searchTickets } from './searchTickets.js';
import { subtickets } from './subtickets.js';
import { updateTicket, updateTicketByPut } from './updateTicket.js';

export const fromTheReference: Row[] = [
  ...[createTicket, getTicket, updateTicket, updateTicketByPut, searchTickets, deleteTicket],
  ...[getTicketStats, listTicketStatuses, ...Object.values(subtickets), downloadAttachment],
].flat();
