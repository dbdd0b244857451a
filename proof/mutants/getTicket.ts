/** getTicket broken on purpose; the types of its fields are in families/. */
import type { Mutant } from './engine/mutant.js';
import { threadMutants } from './getTicket/thread.js';
import { ticketMutants } from './getTicket/ticket.js';

export const getTicketMutants: Mutant[] = [...threadMutants, ...ticketMutants];
