/** All checks of the suite, and what it cannot check from outside. */

import type { Check, Exclusion } from '../kernel/check.js';
import * as auth from './auth.js';
import * as createTicket from './createTicket.js';
import * as deleteTicket from './deleteTicket.js';
import * as downloadAttachment from './downloadAttachment.js';
import * as errors from './errors.js';
import * as formats from './formats.js';
import * as getParentTicket from './getParentTicket.js';
import * as getTicket from './getTicket.js';
import * as getTicketStats from './getTicketStats.js';
import * as linkSubticket from './linkSubticket.js';
import * as listChildTickets from './listChildTickets.js';
import * as listTicketStatuses from './listTicketStatuses.js';
import * as permissions from './permissions.js';
import * as searchTickets from './searchTickets.js';
import * as unlinkSubticket from './unlinkSubticket.js';
import * as updateTicket from './updateTicket.js';
import * as updateTicketByPut from './updateTicketByPut.js';

const files: { checks: Check[]; exclusions?: Exclusion[] }[] = [
  auth,
  permissions,
  errors,
  formats,
  createTicket,
  getTicket,
  updateTicket,
  updateTicketByPut,
  searchTickets,
  deleteTicket,
  getTicketStats,
  listTicketStatuses,
  getParentTicket,
  listChildTickets,
  linkSubticket,
  unlinkSubticket,
  downloadAttachment,
];

export const allChecks: readonly Check[] = files.flatMap(({ checks }) => checks);
export const allExclusions: readonly Exclusion[] = files.flatMap(({ exclusions = [] }) => exclusions);
