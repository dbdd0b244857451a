/** All mutants: those that follow from the contract, and those of each operation. */
import { createTicketMutants } from './createTicket.js';
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
];
