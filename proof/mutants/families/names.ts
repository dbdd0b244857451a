/** Fields that are stored, by name or by ID: the one or the other is ignored, refused, or taken for something else. */
import type { OperationId } from '../../../contract/operations.js';
import { requirements } from '../../../contract/requirements.js';
import type { RequirementId } from '../../../generated/requirements.js';
import type { Fault } from '../../../server/faults/fault.js';
import { body, ignores, refusesBody } from '../../../server/faults/request.js';
import type { Store } from '../../../server/store/store.js';
import type { Row } from '../engine/mutant.js';

const isDigits = (value: unknown) => typeof value === 'string' && /^\d+$/.test(value);
const isText = (value: unknown) => typeof value === 'string';
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
const caseMatters = (word: string, field: string): Fault =>
  body(async (sent, { store }) => {
    const value = sent[field];
    const names = (await namesOf[word]?.(store)) ?? [];
    return typeof value !== 'string' || names.includes(value) ? sent : { ...sent, [field]: `no such ${value}` };
  });

/** The first letters of a name are taken for it. */
const beginningIsEnough = (word: string, field: string): Fault =>
  body(async (sent, { store }) => {
    const value = sent[field];
    if (typeof value !== 'string' || value === '') return sent;
    const name = ((await namesOf[word]?.(store)) ?? []).find((one) => one.startsWith(value));
    return name ? { ...sent, [field]: name } : sent;
  });

/** `%` in a name stands for what it does in SQL. */
const namesByPattern = (word: string, field: string): Fault =>
  body(async (sent, { store }) => {
    const value = sent[field];
    if (typeof value !== 'string' || !value.includes('%')) return sent;
    const [start = '', end = ''] = value.split('%');
    const names = (await namesOf[word]?.(store)) ?? [];
    const name = names.find((one) => one.startsWith(start) && one.endsWith(end));
    return name ? { ...sent, [field]: name } : sent;
  });

/** As PHP makes a number of a text: what stands behind its digits counts for nothing. */
const digitsInFront = (field: string): Fault =>
  body((sent) => {
    const [digits] = /^\d+(?=\D)/.exec(String(sent[field])) ?? [];
    return digits ? { ...sent, [field]: Number(digits) } : sent;
  });

/** Fields by the word that their requirements begin with. */
const fields: Partial<Record<OperationId, Record<string, string>>> = {
  createTicket: {
    department: 'departmentId',
    topic: 'topicId',
    priority: 'priority',
    parent: 'parentTicketId',
    duedate: 'duedate',
    ip: 'ip',
    source: 'source',
  },
  updateTicket: {
    status: 'statusId',
    department: 'departmentId',
    sla: 'slaId',
    staff: 'staffId',
    priority: 'priority',
    topic: 'topicId',
    parent: 'parentTicketNumber',
    dueDate: 'dueDate',
  },
};

const existing = new Set<string>(requirements.map(({ id }) => id));

function ofField(operation: string, word: string, field: string): Row[] {
  const kind = (rule: string, what: string, fits: (value: unknown) => boolean): Row[] => {
    const id = `${operation}/${word}-${rule}` as RequirementId;
    if (!existing.has(id)) return [];
    return [
      [id, `${what} is ignored`, ignores(field, fits)],
      // Where no topic is accepted, there is none to check with.
      ...(id === 'createTicket/topic-stored'
        ? []
        : [[id, `${what} is refused`, refusesBody((sent) => fits(sent[field]))] as const]),
    ];
  };
  const unknown = `${operation}/${word}-unknown-refused` as RequirementId;
  const anyCase = `${operation}/${word}-name-any-case` as RequirementId;
  return [
    ...kind('by-name', 'a name', isName),
    ...kind('by-username', 'a username', isName),
    ...kind('by-number', 'a number', isText),
    ...kind('by-id', 'an ID', isNumber),
    ...kind('numeric-string', 'an ID as text', isDigits),
    ...kind('stored', 'what is sent', (value) => value !== undefined),
    ...(existing.has(unknown)
      ? [[unknown, 'what follows the digits of an ID is passed over', digitsInFront(field)] as const]
      : []),
    ...(existing.has(unknown) && namesOf[word]
      ? [
          [unknown, 'the first letters of a name are enough', beginningIsEnough(word, field)] as const,
          [unknown, 'a name may have a % for some letters', namesByPattern(word, field)] as const,
        ]
      : []),
    ...(existing.has(anyCase) ? [[anyCase, 'upper and lower case matter', caseMatters(word, field)] as const] : []),
  ];
}

export const names: Row[] = Object.entries(fields).flatMap(([operation, words]) =>
  Object.entries(words).flatMap(([word, field]) => ofField(operation, word, field)),
);
