/** What requests should do, and did not. */

import type { RequirementId } from '../generated/requirements.js';
import { requestField } from '../server/faults/broken-fields.js';
import { answerOf, type Found, isDone, type Rule, sentBody } from './broken.js';

/** A field of a request is ignored, or a valid value of it refused. */
export const ignoredFields: Rule = ({ id, requirement: { status }, operation, exchanges }, run) => {
  if (status) return undefined;
  const field = fieldOf[id] ?? requestField(id)?.field;
  if (!field) return undefined;
  // A reading proves it; the change stands in the same scope.
  const scopes = new Set(exchanges.map(({ scope }) => scope));
  const write = run.exchanges.find(
    (one) => scopes.has(one.scope) && one.operation === operation.id && sentBody(one)?.[field] !== undefined,
  );
  const answer = write && answerOf(write);
  if (!write || !answer) return undefined;
  const value = sentBody(write)?.[field];
  if (!isDone(answer)) return { fault: 'value-refused', parameters: { field, values: [value], ...answer } };
  const type = typeof value;
  return { fault: 'field-ignored', parameters: { field, ...(type === 'string' || type === 'number' ? { type } : {}) } };
};

/** The field that a requirement is about where it does not say so. */
const fieldOf: Partial<Record<RequirementId, string>> = {
  'createTicket/attachment-stored': 'attachments',
  'createTicket/parent-by-number': 'parentTicketId',
  'createTicket/parent-by-id': 'parentTicketId',
};

/** Requirements with a fault of their own. */
const own: Partial<Record<RequirementId, Found>> = {
  'errors/wrong-method-405': {
    fault: 'refusal-header-missing',
    parameters: { header: 'allow' },
    breaking: 'errors/wrong-method-405',
  },
  'getTicket/attachments-listed': {
    fault: 'field-ignored',
    parameters: { field: 'attachments' },
    operations: ['createTicket'],
  },
  'getTicket/attachment-file_id-downloads': {
    fault: 'field-ignored',
    parameters: { field: 'attachments' },
    operations: ['createTicket'],
  },
  'updateTicket/staff-by-username': { fault: 'username-ignored', parameters: { field: 'staffId' } },
  'updateTicket/updated-moves': { fault: 'time-kept', parameters: {} },
  'updateTicket/all-or-nothing': {
    fault: 'refused-but-done',
    parameters: {},
    breaking: 'updateTicket/dueDate-invalid-400',
  },
  'deleteTicket/by-id-refused': { fault: 'id-taken-for-number', parameters: {} },
  'searchTickets/limit-is-integer': { fault: 'parameter-cut', parameters: { parameter: 'limit' } },
  'searchTickets/offset-is-integer': { fault: 'parameter-cut', parameters: { parameter: 'offset' } },
  'formats/xml-booleans': { fault: 'xml-text', parameters: { text: 'false', to: '' } },
  'formats/json-is-utf8': {
    fault: 'characters-dropped',
    parameters: { characters: '<>' },
    operations: ['createTicket'],
  },
};

export const ownFaults: Rule = ({ id, answer }) =>
  id === 'errors/wrong-method-405' && answer?.status !== 405 ? undefined : own[id];
