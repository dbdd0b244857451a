/** All mutants: those that follow from the contract, and those of each operation. */
import { allExclusions } from '../../conformance/checks/index.js';
import { createTicketMutants } from './createTicket.js';
import { deleteTicketMutants } from './deleteTicket.js';
import { downloadAttachmentMutants } from './downloadAttachment.js';
import type { Mutant } from './engine/mutant.js';
import { answerFieldMutants } from './families/answer-fields.js';
import { attachmentMutants } from './families/attachments.js';
import { authMutants } from './families/auth.js';
import { bodyMutants } from './families/bodies.js';
import { errorMutants } from './families/errors.js';
import { formatMutants } from './families/formats.js';
import { nameMutants } from './families/names.js';
import { permissionMutants } from './families/permissions.js';
import { requestFieldMutants } from './families/request-fields.js';
import { getTicketMutants } from './getTicket.js';
import { getTicketStatsMutants } from './getTicketStats.js';
import { listTicketStatusesMutants } from './listTicketStatuses.js';
import { searchTicketsMutants } from './searchTickets.js';
import { subticketMutants } from './subtickets.js';
import { updateTicketMutants } from './updateTicket.js';
import { updateTicketByPutMutants } from './updateTicketByPut.js';

const excluded = new Set(allExclusions.map(({ requirement }) => requirement));

export const allMutants: readonly Mutant[] = [
  ...authMutants,
  ...permissionMutants,
  ...errorMutants,
  ...bodyMutants,
  ...formatMutants,
  ...answerFieldMutants,
  ...requestFieldMutants,
  ...nameMutants,
  ...attachmentMutants,
  ...createTicketMutants,
  ...getTicketMutants,
  ...updateTicketMutants,
  ...updateTicketByPutMutants,
  ...searchTicketsMutants,
  ...deleteTicketMutants,
  ...getTicketStatsMutants,
  ...listTicketStatusesMutants,
  ...subticketMutants,
  ...downloadAttachmentMutants,
  // What no check can see has nothing that could kill its mutants.
].filter(({ requirement }) => !excluded.has(requirement));
