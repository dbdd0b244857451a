/** Checks of createTicket: POST /tickets.json. */
import type { Check, Exclusion } from '../kernel/check.js';
import { answerChecks } from './createTicket/answer.js';
import { attachmentRefusalChecks } from './createTicket/attachment-refusals.js';
import { attachmentTypeChecks } from './createTicket/attachment-types.js';
import { attachmentChecks } from './createTicket/attachments.js';
import { duedateChecks } from './createTicket/duedate.js';
import { fieldChecks } from './createTicket/fields.js';
import { formatChecks } from './createTicket/format.js';
import { parentChecks } from './createTicket/parent.js';
import { refusalChecks } from './createTicket/refusals.js';
import { routingChecks } from './createTicket/routing.js';

export const checks: Check[] = [
  ...answerChecks,
  ...refusalChecks,
  ...fieldChecks,
  ...formatChecks,
  ...routingChecks,
  ...duedateChecks,
  ...parentChecks,
  ...attachmentChecks,
  ...attachmentTypeChecks,
  ...attachmentRefusalChecks,
];

export const exclusions: Exclusion[] = [
  {
    requirement: 'createTicket/attachments-at-most-fifty-mb',
    reason: 'Five files of at most 10 MB are never more than 50 MB: a request over it breaks another limit first.',
  },
  {
    requirement: 'createTicket/autorespond-false-sends-nothing',
    reason: 'No answer of the API tells whether an e-mail was sent.',
  },
  {
    requirement: 'createTicket/autorespond-default-true',
    reason: 'No answer of the API tells whether an e-mail was sent.',
  },
];
