/** Checks of updateTicket: PATCH /tickets-update.php/{number}.{format}. */
import type { Check, Exclusion } from '../kernel/check.js';
import { answerChecks } from './updateTicket/answer.js';
import { attachmentChecks } from './updateTicket/attachments.js';
import { fieldChecks } from './updateTicket/fields.js';
import { nameChecks } from './updateTicket/names.js';
import { noteChecks } from './updateTicket/note.js';
import { parentChecks } from './updateTicket/parent.js';
import { timeChecks } from './updateTicket/times.js';

export const checks: Check[] = [
  ...answerChecks,
  ...fieldChecks,
  ...nameChecks,
  ...timeChecks,
  ...parentChecks,
  ...noteChecks,
  ...attachmentChecks,
];

const noTitle = 'No answer of the API shows the title of a thread entry.';

export const exclusions: Exclusion[] = [
  { requirement: 'updateTicket/note-title', reason: noTitle },
  { requirement: 'updateTicket/note-title-default', reason: noTitle },
  {
    requirement: 'updateTicket/attachments-at-most-fifty-mb',
    reason: 'Five files of at most 10 MB are never more than 50 MB: a request over it breaks another limit first.',
  },
];
