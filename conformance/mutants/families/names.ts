/** Fields that take a name or an ID: the one or the other is passed over, refused, or taken for something else. */
import type { OperationId } from '../../../contract/operations.js';
import { requirements } from '../../../contract/requirements.js';
import type { RequirementId } from '../../../generated/requirements.js';
import type { Fault } from '../engine/fault.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { refusalStatus } from '../faults/answer.js';
import { accepted, refusedButDone } from '../faults/effect.js';
import { withoutField } from '../faults/repair.js';
import { passedOver, refusesBody } from '../faults/request.js';

const isDigits = (value: unknown) => typeof value === 'string' && /^\d+$/.test(value);
const isName = (value: unknown) => typeof value === 'string' && !isDigits(value);
const isNumber = (value: unknown) => typeof value === 'number';
const isOneCase = (value: unknown) =>
  isName(value) && (value === String(value).toUpperCase() || value === String(value).toLowerCase());

/** Fields by the word that their requirements begin with. */
const fields: Partial<Record<OperationId, Record<string, string>>> = {
  createTicket: { department: 'departmentId', topic: 'topicId', priority: 'priority' },
  updateTicket: {
    status: 'statusId',
    department: 'departmentId',
    sla: 'slaId',
    staff: 'staffId',
    priority: 'priority',
    topic: 'topicId',
  },
};

const existing = new Set<string>(requirements.map(({ id }) => id));

function ofField(operation: OperationId, word: string, field: string): Mutant[] {
  const one = (rule: string, description: string, fault: Fault): Mutant[] => {
    const id = `${operation}/${word}-${rule}`;
    return existing.has(id) ? [mutant(id as RequirementId, description, fault)] : [];
  };
  const kind = (rule: string, what: string, fits: (value: unknown) => boolean) => [
    ...one(rule, `${what} is passed over`, passedOver(operation, field, fits)),
    ...one(rule, `${what} is refused`, refusesBody(operation, (body) => fits(body[field]))),
  ];
  return [
    ...kind('by-name', 'a name', isName),
    ...kind('by-username', 'a username', isName),
    ...kind('by-id', 'an ID', isNumber),
    ...kind('name-any-case', 'a name in another case', isOneCase),
    ...kind('numeric-string', 'an ID as text', isDigits),
    ...one('stored', 'an ID is passed over', passedOver(operation, field)),
    ...one('unknown-refused', 'an unknown one is passed over', accepted(operation, withoutField(field))),
    ...one('unknown-refused', 'an unknown one is refused but carried out', refusedButDone(operation, withoutField(field))),
    ...one('unknown-refused', 'an unknown one is answered with 500', refusalStatus(operation, 500)),
  ];
}

export const nameMutants: Mutant[] = Object.entries(fields).flatMap(([operation, words]) =>
  Object.entries(words).flatMap(([word, field]) => ofField(operation as OperationId, word, field)),
);
