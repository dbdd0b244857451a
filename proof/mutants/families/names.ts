/** Fields that take a name or an ID: the one or the other is passed over, refused, or taken for something else. */
import type { OperationId } from '../../../contract/operations.js';
import { requirements } from '../../../contract/requirements.js';
import type { RequirementId } from '../../../generated/requirements.js';
import type { Store } from '../../../server/store/store.js';
import type { Fault } from '../engine/fault.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { refusalStatus } from '../faults/answer.js';
import { accepted, refusedButDone } from '../faults/effect.js';
import { withoutField } from '../faults/repair.js';
import { body, passedOver, refusesBody, whereBody } from '../faults/request.js';

const isDigits = (value: unknown) => typeof value === 'string' && /^\d+$/.test(value);
const isName = (value: unknown) => typeof value === 'string' && !isDigits(value);
const isNumber = (value: unknown) => typeof value === 'number';

/** Where the names of each kind of thing stand. */
const namesOf: Record<string, (store: Store) => Promise<string[]>> = {
  status: async ({ db }) => (await db.selectFrom('ticket_status').select('name').execute()).map(({ name }) => name),
  department: async ({ db }) => (await db.selectFrom('department').select('name').execute()).map(({ name }) => name),
  sla: async ({ db }) => (await db.selectFrom('sla').select('name').execute()).map(({ name }) => name),
  staff: async ({ db }) => (await db.selectFrom('staff').select('username').execute()).map(({ username }) => username),
  priority: async ({ db }) =>
    (await db.selectFrom('ticket_priority').select('priority_desc').execute()).map((row) => row.priority_desc),
};

/** A name that is known in another case alone is unknown to the broken server. */
const caseMatters = (operation: OperationId, word: string, field: string): Fault =>
  body(operation, async (sent, { store }) => {
    const value = sent[field];
    const names = (await namesOf[word]?.(store)) ?? [];
    return typeof value !== 'string' || names.includes(value) ? sent : { ...sent, [field]: `no such ${value}` };
  });

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
    ...one(
      rule,
      `${what} is refused`,
      refusesBody(operation, (body) => fits(body[field])),
    ),
  ];
  /** A fault of requests that name one, whether or not it is there; what must be accepted is not hit by it. */
  const named = (broken: Fault) => whereBody((sent) => isName(sent[field]) || isNumber(sent[field]), broken);
  return [
    ...kind('by-name', 'a name', isName),
    ...kind('by-username', 'a username', isName),
    ...kind('by-id', 'an ID', isNumber),
    ...one('name-any-case', 'upper and lower case matter', caseMatters(operation, word, field)),
    ...kind('numeric-string', 'an ID as text', isDigits),
    ...one('stored', 'an ID is passed over', passedOver(operation, field)),
    ...one('unknown-refused', 'an unknown one is passed over', named(accepted(operation, withoutField(field)))),
    ...one(
      'unknown-refused',
      'an unknown one is refused but carried out',
      named(refusedButDone(operation, withoutField(field))),
    ),
    ...one('unknown-refused', 'an unknown one is answered with 500', named(refusalStatus(operation, 500))),
  ];
}

export const nameMutants: Mutant[] = Object.entries(fields).flatMap(([operation, words]) =>
  Object.entries(words).flatMap(([word, field]) => ofField(operation as OperationId, word, field)),
);
