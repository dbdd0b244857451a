/** All checks of the suite, and the requirements that it cannot check from outside. */

import type { Check, Exclusion } from '../kernel/check.js';
import * as auth from './auth.js';
import * as createTicketAnswer from './createTicket/answer.js';
import * as createTicketAttachmentRefusals from './createTicket/attachment-refusals.js';
import * as createTicketAttachmentTypes from './createTicket/attachment-types.js';
import * as createTicketAttachments from './createTicket/attachments.js';
import * as createTicketDuedate from './createTicket/duedate.js';
import * as createTicketFields from './createTicket/fields.js';
import * as createTicketFormat from './createTicket/format.js';
import * as createTicketParent from './createTicket/parent.js';
import * as createTicketRefusals from './createTicket/refusals.js';
import * as createTicketRouting from './createTicket/routing.js';
import * as deleteTicketAnswer from './deleteTicket/answer.js';
import * as deleteTicketGone from './deleteTicket/gone.js';
import * as deleteTicketOtherTickets from './deleteTicket/other-tickets.js';
import * as downloadAttachmentContent from './downloadAttachment/content.js';
import * as downloadAttachmentMetadata from './downloadAttachment/metadata.js';
import * as downloadAttachmentRefusals from './downloadAttachment/refusals.js';
import * as errorsAnswers from './errors/answers.js';
import * as errorsBody from './errors/body.js';
import * as errorsEffect from './errors/effect.js';
import * as errorsMeant from './errors/meant.js';
import * as errorsMeantChanges from './errors/meant-changes.js';
import * as errorsPath from './errors/path.js';
import * as everyAnswer from './every-answer.js';
import * as exploration from './exploration.js';
import * as formatsBothFormats from './formats/both-formats.js';
import * as formatsUnicode from './formats/unicode.js';
import * as frames from './frames.js';
import * as getParentTicket from './getParentTicket.js';
import * as getTicketAttachments from './getTicket/attachments.js';
import * as getTicketChildren from './getTicket/children.js';
import * as getTicketFields from './getTicket/fields.js';
import * as getTicketThread from './getTicket/thread.js';
import * as getTicketTicket from './getTicket/ticket.js';
import * as getTicketStatsAgreement from './getTicketStats/agreement.js';
import * as getTicketStatsStatistics from './getTicketStats/statistics.js';
import * as linkSubticketLinks from './linkSubticket/links.js';
import * as linkSubticketRefusals from './linkSubticket/refusals.js';
import * as linkSubticketWords from './linkSubticket/words.js';
import * as listChildTicketsAgreement from './listChildTickets/agreement.js';
import * as listChildTicketsChildren from './listChildTickets/children.js';
import * as listTicketStatuses from './listTicketStatuses.js';
import * as permissions from './permissions.js';
import * as refusedContent from './refused-content.js';
import * as sameAnswer from './same-answer.js';
import * as searchTicketsAnswer from './searchTickets/answer.js';
import * as searchTicketsCombined from './searchTickets/combined.js';
import * as searchTicketsDepartmentPath from './searchTickets/department-path.js';
import * as searchTicketsFilters from './searchTickets/filters.js';
import * as searchTicketsLimit from './searchTickets/limit.js';
import * as searchTicketsOffset from './searchTickets/offset.js';
import * as searchTicketsParameters from './searchTickets/parameters.js';
import * as searchTicketsQuery from './searchTickets/query.js';
import * as searchTicketsQueryFound from './searchTickets/query-found.js';
import * as searchTicketsRows from './searchTickets/rows.js';
import * as searchTicketsSort from './searchTickets/sort.js';
import * as searchTicketsSpecialCharacters from './searchTickets/special-characters.js';
import * as unknownTickets from './unknown-tickets.js';
import * as unlinkSubticketAnswer from './unlinkSubticket/answer.js';
import * as unlinkSubticketChildren from './unlinkSubticket/children.js';
import * as unlinkSubticketRefusals from './unlinkSubticket/refusals.js';
import * as updateTicketAnswer from './updateTicket/answer.js';
import * as updateTicketAttachmentLimits from './updateTicket/attachment-limits.js';
import * as updateTicketAttachmentTypes from './updateTicket/attachment-types.js';
import * as updateTicketAttachments from './updateTicket/attachments.js';
import * as updateTicketClosing from './updateTicket/closing.js';
import * as updateTicketDueDate from './updateTicket/due-date.js';
import * as updateTicketEachAlone from './updateTicket/each-alone.js';
import * as updateTicketFields from './updateTicket/fields.js';
import * as updateTicketNames from './updateTicket/names.js';
import * as updateTicketNote from './updateTicket/note.js';
import * as updateTicketParent from './updateTicket/parent.js';
import * as updateTicketTypes from './updateTicket/types.js';
import * as updateTicketUpdated from './updateTicket/updated.js';
import * as updateTicketByPut from './updateTicketByPut.js';

/** In the order in which they begin. */
const files: readonly { checks: Check[]; exclusions?: Exclusion[] }[] = [
  auth,
  refusedContent,
  permissions,
  sameAnswer,
  errorsAnswers,
  errorsBody,
  errorsEffect,
  errorsMeant,
  errorsMeantChanges,
  errorsPath,
  formatsBothFormats,
  formatsUnicode,
  createTicketAnswer,
  createTicketAttachmentRefusals,
  createTicketAttachmentTypes,
  createTicketAttachments,
  createTicketDuedate,
  createTicketFields,
  createTicketFormat,
  createTicketParent,
  createTicketRefusals,
  createTicketRouting,
  getTicketTicket,
  getTicketAttachments,
  getTicketFields,
  getTicketChildren,
  getTicketThread,
  updateTicketAnswer,
  updateTicketAttachmentTypes,
  updateTicketAttachments,
  updateTicketAttachmentLimits,
  updateTicketClosing,
  updateTicketDueDate,
  updateTicketEachAlone,
  updateTicketFields,
  updateTicketNames,
  updateTicketNote,
  updateTicketParent,
  updateTicketTypes,
  updateTicketUpdated,
  updateTicketByPut,
  searchTicketsAnswer,
  searchTicketsCombined,
  searchTicketsDepartmentPath,
  searchTicketsFilters,
  searchTicketsLimit,
  searchTicketsOffset,
  searchTicketsParameters,
  searchTicketsQuery,
  searchTicketsQueryFound,
  searchTicketsRows,
  searchTicketsSort,
  searchTicketsSpecialCharacters,
  frames,
  deleteTicketAnswer,
  deleteTicketGone,
  deleteTicketOtherTickets,
  getTicketStatsStatistics,
  getTicketStatsAgreement,
  listTicketStatuses,
  getParentTicket,
  listChildTicketsChildren,
  listChildTicketsAgreement,
  linkSubticketLinks,
  linkSubticketWords,
  linkSubticketRefusals,
  unlinkSubticketAnswer,
  unlinkSubticketChildren,
  unlinkSubticketRefusals,
  unknownTickets,
  downloadAttachmentMetadata,
  downloadAttachmentContent,
  downloadAttachmentRefusals,
  exploration,
  everyAnswer,
];

export const allChecks: readonly Check[] = files.flatMap(({ checks }) => checks.map(frames.alsoInTheFamily));
export const allExclusions: readonly Exclusion[] = files.flatMap(({ exclusions = [] }) => exclusions);
