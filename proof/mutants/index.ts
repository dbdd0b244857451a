/** All mutants: those that follow from the contract, and those of each operation. */
import { allExclusions } from '../../conformance/checks/index.js';
import { createTicket } from './createTicket.js';
import { deleteTicket } from './deleteTicket.js';
import { downloadAttachment } from './downloadAttachment.js';
import { type Mutant, mutants } from './engine/mutant.js';
import { answerFields } from './families/answer-fields.js';
import { answers } from './families/answers.js';
import { attachments } from './families/attachments.js';
import { auth } from './families/auth.js';
import { beside } from './families/beside.js';
import { errors } from './families/errors.js';
import { formats } from './families/formats.js';
import { frames } from './families/frames.js';
import { names } from './families/names.js';
import { numbers } from './families/numbers.js';
import { permissions } from './families/permissions.js';
import { refusals } from './families/refusals.js';
import { sequences } from './families/sequences.js';
import { textsAndDates } from './families/texts-and-dates.js';
import { whatWasBefore } from './families/what-was-before.js';
import { wideWrites } from './families/wide-writes.js';
import { fromTheReference } from './from-the-reference/index.js';
import { getParentTicket } from './getParentTicket.js';
import { getTicket } from './getTicket.js';
import { getTicketStats } from './getTicketStats.js';
import { linkSubticket } from './linkSubticket.js';
import { listChildTickets } from './listChildTickets.js';
import { listTicketStatuses } from './listTicketStatuses.js';
import { searchFilters } from './searchTickets/filters.js';
import { searchPages } from './searchTickets/pages.js';
import { searchRows } from './searchTickets/rows.js';
import { searchTexts } from './searchTickets/texts.js';
import { unlinkSubticket } from './unlinkSubticket.js';
import { updateTicket } from './updateTicket.js';
import { updateTicketByPut } from './updateTicketByPut.js';

const excluded = new Set(allExclusions.map(({ requirement }) => requirement));

// What no check can see has nothing that could kill its mutants.
export const allMutants: readonly Mutant[] = mutants(
  [
    ...[
      auth,
      permissions,
      errors,
      formats,
      answers,
      answerFields,
      refusals,
      names,
      numbers,
      textsAndDates,
      attachments,
      frames,
      sequences,
      beside,
      whatWasBefore,
      wideWrites,
    ],
    ...[
      createTicket,
      getTicket,
      updateTicket,
      updateTicketByPut,
      deleteTicket,
      searchFilters,
      searchPages,
      searchRows,
      searchTexts,
    ],
    ...[getTicketStats, listTicketStatuses, getParentTicket, listChildTickets, linkSubticket, unlinkSubticket],
    ...[downloadAttachment, fromTheReference],
  ].flat(),
).filter(({ requirement }) => !excluded.has(requirement));
